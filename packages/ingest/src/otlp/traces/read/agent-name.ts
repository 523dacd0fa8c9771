import { MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { impliedAgentType } from "../../../calls/agent-names";
import { storableText } from "../../../fields/storable";
import { AGENT_NAME, CLAUDE_CODE, INVOCATION_NAME, KIND } from "../../semconv/attribute-names";
import { claudeCodeAgent } from "../../semconv/claude-code-agent";
import { firstText } from "../../semconv/first-value";
import { isGraphRoot } from "./graph-root";
import type { SpanFields } from "./span-fields";
import type { SpanRole } from "./span-role";

/** Names of classes. Frameworks use them for spans that the program did not name. */
const CLASS_NAME = /^(?:(?:Compiled)?(?:Lang|State)Graph|Runnable\w*|\w*Chain|AgentExecutor)$/;

/** The kinds of spans for a program's own steps: chains, and Langfuse's plain spans. */
const CHAIN_KINDS: ReadonlySet<string> = new Set(["chain", "workflow", "span"]);

/**
 * Returns the agent that a span names; null when the span names no agent, or when the name has no meaning,
 * such as "unknown".
 */
export function agentNameOf(span: SpanFields, role: SpanRole): string | null {
  const name = storableText(reportedName(span, role) ?? "", MAX_AGENT_NAME_LENGTH);
  return impliedAgentType(name) === null ? null : name;
}

function reportedName(span: SpanFields, role: SpanRole): string | null {
  const { name, attributes } = span;
  if (name === CLAUDE_CODE.spanName) return claudeCodeAgent(attributes);
  const names = role === "agent" ? [...AGENT_NAME, ...INVOCATION_NAME] : AGENT_NAME;
  return firstText(attributes, names) ?? (isNamedByItsName(span, role) ? programsName(name) : null);
}

/**
 * Whether the program gave the span's name to an agent. This is so for the agents of Langfuse and Genkit,
 * for a graph, and for the chain at the root of a trace.
 */
function isNamedByItsName(span: SpanFields, role: SpanRole): boolean {
  const { attributes, parentSpanId } = span;
  if (role === "agent")
    return attributes.has(KIND.langfuse) || attributes.has(KIND.genkit) || isGraphRoot(span);
  const kinds = [KIND.openInference, KIND.langSmith, KIND.langfuse, KIND.traceloop];
  const kind = firstText(attributes, kinds)?.toLowerCase() ?? "";
  return parentSpanId === null && role === "other" && CHAIN_KINDS.has(kind);
}

const programsName = (name: string): string | null =>
  CLASS_NAME.test(name) ? null : name.replace(/\.workflow$/, "");
