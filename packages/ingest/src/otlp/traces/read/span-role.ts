import {
  AGENT_OPERATIONS,
  CALL_OPERATIONS,
  CLAUDE_CODE,
  KIND,
  MODEL,
  PROVIDER,
  PYDANTIC_AGENT,
  TOKENS,
} from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import type { ReadSpan } from "./trace-span";

/** What a span is to us: one call of a model, one invocation of an agent, or what stands between. */
export type SpanRole = "model call" | "agent" | "other";

const ROLE_BY_KIND = new Map<string, SpanRole>([
  ["llm", "model call"],
  ["embedding", "model call"],
  ["agent", "agent"],
]);

/**
 * Reads what the span says it is. A word that nobody has listed makes it "other": tokens on such a
 * span may repeat those of the calls below it, and are not counted.
 */
export function roleOf(span: ReadSpan): SpanRole {
  const { attributes } = span;
  const word = (name: string) => attributes.text(name)?.toLowerCase();
  if (span.name === CLAUDE_CODE.spanName) return "model call";
  const operationId = attributes.text(KIND.aiSdk);
  if (operationId !== null) return aiSdkRole(operationId);
  const operations = [word(KIND.operation), word(KIND.requestType)];
  const kinds = [word(KIND.openInference), word(KIND.traceloop), word(KIND.langSmith)];
  const [role] = [
    ...operations.slice(0, 1).flatMap(roleOfOperation),
    ...kinds.flatMap((kind) => (kind === undefined ? [] : (ROLE_BY_KIND.get(kind) ?? []))),
    ...operations.slice(1).flatMap(roleOfOperation),
  ];
  if (role) return role;
  if ([...operations, ...kinds].some((said) => said !== undefined)) return "other";
  if (firstText(attributes, [PYDANTIC_AGENT.name]) && attributes.has(PYDANTIC_AGENT.model))
    return "agent";
  return reportsUsage(span) && namesModel(span) ? "model call" : "other";
}

function roleOfOperation(operation: string | undefined): SpanRole[] {
  if (operation === undefined) return [];
  if (CALL_OPERATIONS.has(operation)) return ["model call"];
  return AGENT_OPERATIONS.has(operation) ? ["agent"] : [];
}

/** `ai.streamText` is what the program asked for, `ai.streamText.doStream` each call that it took. */
function aiSdkRole(operationId: string): SpanRole {
  if (/\.do[A-Z]\w*$/.test(operationId)) return "model call";
  return operationId === "ai.toolCall" ? "other" : "agent";
}

/** Whether it bears tokens, whatever it is. */
export const reportsUsage = ({ attributes }: ReadSpan): boolean =>
  [...TOKENS.input, ...TOKENS.output, ...TOKENS.total].some((name) => attributes.has(name));

/** The first instrumentations say no more of a call than its model and whose that is. */
const namesModel = ({ attributes }: ReadSpan): boolean =>
  firstText(attributes, MODEL) !== null && firstText(attributes, PROVIDER) !== null;
