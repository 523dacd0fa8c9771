import type { TokenCounts } from "@ai-cost/domain";
import { spanKey } from "../../../calls/call-keys";
import type { ReportedCall } from "../../../calls/reported-call";
import {
  ENDPOINT_ADDRESS,
  FINISH_REASONS,
  FREE_OPERATIONS,
  KIND,
  LANGFUSE_LEVEL,
  MODEL,
} from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import { reportedCost } from "../../semconv/reported-cost";
import { reportedGeo } from "../../semconv/reported-geo";
import { reportedProvider } from "../../semconv/reported-provider";
import { reportedUnits } from "../../semconv/reported-units";
import { reportedTier } from "../../semconv/service-tier";
import { sourceName } from "../../semconv/source-name";
import { usageGapOf } from "../../semconv/usage-gap";
import type { CallOrigin } from "../tree/job-of-call";
import { runOf } from "./call-origin";
import { responseIdOf } from "./response-id";
import { tokensOf } from "./tokens";
import type { TraceSpan } from "./trace-span";

/** A call without its job, because the job is determined by the spans above the call's span. */
export type JoblessCall = Omit<ReportedCall, "job">;

/**
 * Returns the call that a model call's span reports. A successful call without counts and without a cost
 * has unknown counts. Returns null for a failed call without counts and without a cost, which for example
 * failed before the model responded. Throws `UnreadableField`.
 */
export function modelCallOf(span: TraceSpan, origin: CallOrigin, now: Date): JoblessCall | null {
  const { attributes, scope, serviceName, endedAt } = span;
  const costMicroUsd = reportedCost(attributes);
  const tokens = knownTokens(tokensOf(span), costMicroUsd);
  if (tokens === null && costMicroUsd === null && !isAnsweredCall(span)) return null;
  return {
    source: sourceName("otlp-traces", scope.name, serviceName),
    ownKey: spanKey(span),
    responseId: responseIdOf(span),
    provider: reportedProvider(attributes),
    endpointAddress: firstText(attributes, ENDPOINT_ADDRESS),
    model: firstText(attributes, MODEL),
    run: runOf(origin),
    occurredAt: endedAt ?? now,
    isTimeAssumed: endedAt === null,
    tokens,
    units: reportedUnits(attributes),
    serviceTier: reportedTier(attributes),
    inferenceGeo: reportedGeo(attributes),
    costMicroUsd,
    usageGap: usageGapOf(scope.name, attributes, tokens),
  };
}

/**
 * Returns the counts; null when they are unknown. If all counts are 0, the source does not know them,
 * because no answered call has only counts of 0. They are real only if the source also reports a cost, for
 * example for an answer from a cache.
 */
const knownTokens = (
  tokens: TokenCounts | null,
  costMicroUsd: bigint | null,
): TokenCounts | null =>
  tokens && tokens.inputTokens + tokens.outputTokens === 0n && costMicroUsd === null
    ? null
    : tokens;

/**
 * Whether the span's call was answered and may have a cost. Such a call counts although its usage is
 * unknown.
 */
function isAnsweredCall(span: TraceSpan): boolean {
  const operations = [KIND.operation, KIND.requestType];
  const operation = firstText(span.attributes, operations)?.toLowerCase() ?? "";
  return !hasFailed(span) && !FREE_OPERATIONS.has(operation);
}

const hasFailed = ({ isFailed, hasException, attributes }: TraceSpan): boolean =>
  isFailed ||
  hasException ||
  attributes.has("error.type") ||
  attributes.text(LANGFUSE_LEVEL) === "ERROR" ||
  attributes.texts(FINISH_REASONS).includes("error");
