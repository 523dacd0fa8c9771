import type { Attributes } from "./attributes";

const MAIN_AGENT = "Claude Code";

/**
 * The agent in the source of a request, such as `agent:builtin:Explore` or `agent:custom`. Versions of
 * Claude Code without the `agent.name` attribute write it.
 */
const AGENT_SOURCE = /^agent:(?:(?:builtin|custom|plugin):)?(.+)$/;

/**
 * The agent of a Claude Code request, from the log record or the span of the request: a subagent or the
 * main thread.
 */
export function claudeCodeAgent(attributes: Attributes): string {
  const [, agent] = AGENT_SOURCE.exec(attributes.text("query_source") ?? "") ?? [];
  return attributes.text("agent.name") ?? agent ?? MAIN_AGENT;
}
