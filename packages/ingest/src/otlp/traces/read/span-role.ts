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
import type { Attributes } from "../../semconv/attributes";
import { firstText } from "../../semconv/first-value";
import type { SpanFields } from "./span-fields";

/** What a span represents: one call of a model, one invocation of an agent, or something else. */
export type SpanRole = "model call" | "agent" | "other";

const ROLE_BY_KIND: ReadonlyMap<string, SpanRole> = new Map([
  ["llm", "model call"],
  ["embedding", "model call"],
  ["agent", "agent"],
]);

/**
 * The role of a span. An unknown operation or kind gives the role "other", whose token counts are not
 * counted: they may repeat the counts of the model calls below the span.
 */
export function roleOf({ name, attributes }: SpanFields): SpanRole {
  if (name === CLAUDE_CODE.spanName) return "model call";
  const aiSdkOperation = attributes.text(KIND.aiSdk);
  if (aiSdkOperation !== null) return roleOfAiSdkOperation(aiSdkOperation);
  return (
    listedRole(attributes) ??
    (hasUnlistedKind(attributes) ? "other" : roleOfFirstInstrumentations(attributes))
  );
}

/**
 * The role of an AI SDK operation. `ai.streamText` is the function that the program called; each model
 * call that it makes has a span of its own, `ai.streamText.doStream`.
 */
function roleOfAiSdkOperation(operation: string): SpanRole {
  if (/\.do[A-Z]\w*$/.test(operation)) return "model call";
  return operation === "ai.toolCall" ? "other" : "agent";
}

const lowerCase = (attributes: Attributes, name: string): string | undefined =>
  attributes.text(name)?.toLowerCase();

function listedRole(attributes: Attributes): SpanRole | undefined {
  const kinds = [KIND.openInference, KIND.traceloop, KIND.langSmith];
  return (
    roleOfOperation(lowerCase(attributes, KIND.operation)) ??
    kinds
      .map((kind) => ROLE_BY_KIND.get(lowerCase(attributes, kind) ?? ""))
      .find((role) => role !== undefined) ??
    roleOfOperation(lowerCase(attributes, KIND.requestType))
  );
}

function roleOfOperation(operation: string | undefined): SpanRole | undefined {
  if (operation === undefined) return undefined;
  if (CALL_OPERATIONS.has(operation)) return "model call";
  return AGENT_OPERATIONS.has(operation) ? "agent" : undefined;
}

const hasUnlistedKind = (attributes: Attributes): boolean =>
  Object.values(KIND).some((kind) => attributes.text(kind) !== null);

/**
 * The role of a span from the first versions of some instrumentations, which wrote no operation and no
 * kind.
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
