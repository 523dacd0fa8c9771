import { agentTypeOfName, MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { storableText } from "../../../fields/storable";
import { AGENT_NAME, CLAUDE_CODE, INVOCATION_NAME } from "../../semconv/attribute-names";
import { claudeCodeAgent } from "../../semconv/claude-code-agent";
import { firstText } from "../../semconv/first-value";
import type { SpanFields } from "./span-fields";
import type { SpanRole } from "./span-role";

/**
 * The agent that a span names; null when the span names no agent, or has a name without meaning such as
 * "unknown".
 */
export function agentNameOf(span: SpanFields, role: SpanRole): string | null {
  const name = storableText(reportedName(span, role) ?? "", MAX_AGENT_NAME_LENGTH);
  return agentTypeOfName(name) === null ? null : name;
}

function reportedName({ name, attributes }: SpanFields, role: SpanRole): string | null {
  if (name === CLAUDE_CODE.spanName) return claudeCodeAgent(attributes);
  const names = role === "agent" ? [...AGENT_NAME, ...INVOCATION_NAME] : AGENT_NAME;
  return firstText(attributes, names);
}
