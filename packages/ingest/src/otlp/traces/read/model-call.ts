import { NO_TOKENS } from "@ai-cost/domain";
import type { ReportedCall } from "../../../calls/reported-call";
import { compoundName } from "../../../fields/compound-name";
import { UnreadableField } from "../../../fields/unreadable-field";
import { CLAUDE_CODE, ENDPOINT_ADDRESS, MODEL, RESPONSE_ID } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import { reportedCost } from "../../semconv/reported-cost";
import { reportedProvider } from "../../semconv/reported-provider";
import { sourceName } from "../../semconv/source-name";
import { runAndJobOf } from "./run-and-job";
import { tokensOf } from "./tokens";
import type { TraceSpan } from "./trace-span";

/**
 * The call that a model call's span reports; null when the span has neither tokens nor a cost, for example
 * because the call failed before the model responded. Throws `UnreadableField`.
 */
export function modelCallOf(span: TraceSpan, now: Date): ReportedCall | null {
  const { attributes, scope, serviceName, endedAt } = span;
  const tokens = tokensOf(span) ?? NO_TOKENS;
  const costMicroUsd = reportedCost(attributes);
  const isEmpty = tokens.inputTokens + tokens.outputTokens === 0n && costMicroUsd === null;
  if (isEmpty) return null;
  return {
    source: sourceName("otlp-traces", scope.name, serviceName),
    ownKey: compoundName("span", span.traceId, span.spanId),
    responseId: responseIdOf(span),
    provider: reportedProvider(attributes),
    endpointAddress: firstText(attributes, ENDPOINT_ADDRESS),
    model: firstText(attributes, MODEL),
    ...runAndJobOf(span),
    occurredAt: endedAt ?? now,
    isTimeAssumed: endedAt === null,
    tokens,
    costMicroUsd,
  };
}

/**
 * The response id of a call. Claude Code reports its requests in log records too. Only the request id
 * shows that a span and a log record report the same call; the spans of versions before 2.1.121 have no
 * request id.
 */
function responseIdOf({ name, attributes }: TraceSpan): string | null {
  if (name !== CLAUDE_CODE.spanName) return firstText(attributes, RESPONSE_ID);
  const requestId = firstText(attributes, [CLAUDE_CODE.requestId, ...RESPONSE_ID]);
  if (requestId === null)
    throw new UnreadableField(
      CLAUDE_CODE.requestId,
      "is missing; set OTEL_LOGS_EXPORTER=otlp to have Claude Code's log records counted instead",
    );
  return requestId;
}
