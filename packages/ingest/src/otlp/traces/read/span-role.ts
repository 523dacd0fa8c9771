import {
  AGENT_OPERATIONS,
  AI_SDK_MEDIA_OPERATION,
  CALL_OPERATIONS,
  CLAUDE_CODE,
  KIND,
  MODEL,
  PROVIDER,
  PYDANTIC_AGENT,
  TOKENS,
  TOOL_OPERATIONS,
} from "../../semconv/attribute-names";
import type { Attributes } from "../../semconv/attributes";
import { firstText } from "../../semconv/first-value";
import { isGraphRoot } from "./graph-root";
import type { SpanFields } from "./span-fields";

/**
 * What a span represents: one call of a model, one invocation of an agent, one execution of a tool, or
 * something else.
 */
export type SpanRole = "model call" | "agent" | "tool" | "other";

type Roles = ReadonlyMap<string, SpanRole>;

/** The kinds of spans in OpenInference, OpenLLMetry, LangSmith and Langfuse, in lower case. */
const ROLE_BY_KIND: Roles = new Map([
  ["llm", "model call"],
  ["generation", "model call"],
  ["embedding", "model call"],
  ["agent", "agent"],
  ["tool", "tool"],
]);

/** The roles by the subtype of a Genkit action. A program runs flows, so a flow is treated as an agent. */
const ROLE_BY_GENKIT_SUBTYPE: Roles = new Map([
  ["model", "model call"],
  ["background-model", "model call"],
  ["embedder", "model call"],
  ["flow", "agent"],
  ["agent", "agent"],
  ["tool", "tool"],
  ["tool.v2", "tool"],
]);

/**
 * Returns the role of a span. An unknown operation or kind gives the role "other". The token counts of
 * such a span are not counted, because they may repeat the counts of the model calls below it.
 */
export function roleOf(span: SpanFields): SpanRole {
  const { name, attributes } = span;
  if (name === CLAUDE_CODE.spanName) return "model call";
  if (CLAUDE_CODE.toolSpan.test(name)) return "tool";
  const aiSdkOperation = attributes.text(KIND.aiSdk);
  if (aiSdkOperation !== null) return roleOfAiSdkOperation(aiSdkOperation);
  if (isGraphRoot(span)) return "agent";
  return (
    roleOfOwnKind(attributes) ??
    listedRole(attributes) ??
    (hasUnlistedKind(attributes) ? "other" : roleOfFirstInstrumentations(attributes))
  );
}

/**
 * Returns the role of an AI SDK operation. `ai.streamText` is the function that the program called. Each
 * model call that it makes has its own span, `ai.streamText.doStream`.
 */
function roleOfAiSdkOperation(operation: string): SpanRole {
  if (/\.do[A-Z]\w*$/.test(operation)) return "model call";
  if (operation === "ai.toolCall") return "tool";
  return AI_SDK_MEDIA_OPERATION.test(operation.toLowerCase()) ? "model call" : "agent";
}

const lowerCase = (attributes: Attributes, name: string): string | undefined =>
  attributes.text(name)?.toLowerCase();

/**
 * Returns the role of a span of LangSmith, Langfuse or Genkit. Each of them has its own attribute, which
 * alone decides.
 */
function roleOfOwnKind(attributes: Attributes): SpanRole | undefined {
  const kind = lowerCase(attributes, KIND.langSmith) ?? lowerCase(attributes, KIND.langfuse);
  if (kind !== undefined) return ROLE_BY_KIND.get(kind) ?? "other";
  const subtype = lowerCase(attributes, KIND.genkit);
  return subtype === undefined ? undefined : (ROLE_BY_GENKIT_SUBTYPE.get(subtype) ?? "other");
}

function listedRole(attributes: Attributes): SpanRole | undefined {
  const kinds = [KIND.openInference, KIND.traceloop];
  return (
    roleOfOperation(lowerCase(attributes, KIND.operation)) ??
    kinds
      .map((kind) => ROLE_BY_KIND.get(lowerCase(attributes, kind) ?? ""))
      .find((role) => role !== undefined) ??
    roleOfOperation(lowerCase(attributes, KIND.requestType)) ??
    roleOfOperation(sentryOperation(attributes))
  );
}

const sentryOperation = (attributes: Attributes): string | undefined =>
  /^gen_ai\.(.+)$/.exec(lowerCase(attributes, KIND.sentry) ?? "")?.[1];

function roleOfOperation(operation: string | undefined): SpanRole | undefined {
  if (operation === undefined) return undefined;
  if (CALL_OPERATIONS.has(operation) || AI_SDK_MEDIA_OPERATION.test(operation)) return "model call";
  if (TOOL_OPERATIONS.has(operation)) return "tool";
  return AGENT_OPERATIONS.has(operation) ? "agent" : undefined;
}

/**
 * Whether the span has a kind that is in none of the lists above. Sentry's kind is ignored, because Sentry
 * writes one on every span.
 */
const hasUnlistedKind = (attributes: Attributes): boolean =>
  Object.values(KIND).some((kind) => kind !== KIND.sentry && attributes.text(kind) !== null);

/**
 * Returns the role of a span from the first versions of some instrumentations. These versions wrote
 * neither an operation nor a kind.
 */
function roleOfFirstInstrumentations(attributes: Attributes): SpanRole {
  const isPydanticAgent =
    attributes.text(PYDANTIC_AGENT.name) !== null && attributes.has(PYDANTIC_AGENT.model);
  if (isPydanticAgent) return "agent";
  const namesModel =
    firstText(attributes, MODEL) !== null && firstText(attributes, PROVIDER) !== null;
  return namesModel && reportsUsage(attributes) ? "model call" : "other";
}

/** Whether the span has token counts, for any role. */
export const reportsUsage = (attributes: Attributes): boolean =>
  [...TOKENS.input, ...TOKENS.output, ...TOKENS.total].some((name) => attributes.has(name));
