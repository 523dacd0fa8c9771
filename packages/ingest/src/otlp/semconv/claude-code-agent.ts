import type { Attributes } from "./attributes";

const MAIN_AGENT = "Claude Code";

/**
 * Matches the agent in the source of a request, such as `agent:builtin:Explore` or `agent:custom`. Older
 * versions of Claude Code write it instead of the attribute `agent.name`.
 */
const AGENT_SOURCE = /^agent:(?:(?:builtin|custom|plugin):)?(.+)$/;

/**
 * Returns the agent of a Claude Code request, which is a subagent or the main thread. `attributes` are the
 * attributes of the request's log record or span.
 */
export function claudeCodeAgent(attributes: Attributes): string {
  const [, agent] = AGENT_SOURCE.exec(attributes.text("query_source") ?? "") ?? [];
  return attributes.text("agent.name") ?? agent ?? MAIN_AGENT;
}
