import type { Attributes } from "./attributes";

const MAIN_AGENT = "Claude Code";

/** Versions without `agent.name` write `agent:builtin:Explore` or `agent:custom` as the source. */
const AGENT_SOURCE = /^agent:(?:(?:builtin|custom|plugin):)?(.+)$/;

/** The agent of a Claude Code request, from its log record or its span: a subagent, or the main thread. */
export function claudeCodeAgent(attributes: Attributes): string {
  const [, agent] = AGENT_SOURCE.exec(attributes.text("query_source") ?? "") ?? [];
  return attributes.text("agent.name") ?? agent ?? MAIN_AGENT;
}
