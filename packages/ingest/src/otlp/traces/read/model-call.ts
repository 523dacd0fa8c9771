import type { ReportedCall } from "../../../calls/reported-call";
import { compoundName } from "../../../fields/compound-name";
import { storable } from "../../../fields/storable";
import { UnreadableField } from "../../../fields/unreadable-field";
import { CLAUDE_CODE, MODEL, RESPONSE_ID } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import { reportedCost } from "../../semconv/reported-cost";
import { providerOf } from "../../semconv/reported-provider";
import { placeOfCall } from "./run-and-job";
import { tokensOf } from "./tokens";
import type { TraceSpan } from "./trace-span";

const MAX_SOURCE_LENGTH = 200;

const NO_TOKENS = {
  inputTokens: 0n,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: 0n,
  reasoningTokens: null,
};

/**
 * The call that a model call's span reports; null when it bears neither tokens nor a cost, as one that
 * failed before it was answered. Throws `UnreadableField` when a field of it cannot be read.
 */
export function modelCallOf(span: TraceSpan, now: Date): ReportedCall | null {
  const { attributes, scope, serviceName, endedAt } = span;
  const tokens = tokensOf(span) ?? NO_TOKENS;
  const costMicroUsd = reportedCost(attributes);
  const isEmpty = tokens.inputTokens + tokens.outputTokens === 0n && costMicroUsd === null;
  if (isEmpty) return null;
  return {
    source: storable(`otlp-traces ${scope.name}@${serviceName ?? ""}`, MAX_SOURCE_LENGTH),
    ownKey: compoundName("span", span.traceId, span.spanId),
    responseId: responseIdOf(span),
    provider: providerOf(attributes),
    model: firstText(attributes, MODEL),
    ...placeOfCall(span),
    occurredAt: endedAt ?? now,
    isTimeAssumed: endedAt === null,
    tokens,
    costMicroUsd,
  };
}

/**
 * Claude Code reports its requests in log records too, which meet its spans by the request's id alone;
 * its versions before 2.1.121 say none on a span.
 */
function responseIdOf({ name, attributes }: TraceSpan): string | null {
  if (name !== CLAUDE_CODE.spanName) return firstText(attributes, RESPONSE_ID);
  const requestId = firstText(attributes, [CLAUDE_CODE.requestId, ...RESPONSE_ID]);
  if (requestId === null)
    throw new UnreadableField(
      CLAUDE_CODE.requestId,
      "is missing; set OTEL_LOGS_EXPORTER=otlp, for Claude Code's log records are counted",
    );
  return requestId;
}
