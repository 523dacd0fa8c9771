import {
  CALL_OPERATIONS,
  ENDPOINT_ADDRESS,
  FINISH_REASONS,
  KIND,
  MODEL,
  RESPONSE_ID,
  TOKENS,
} from "../semconv/attribute-names";
import { completeCounts } from "../semconv/complete-counts";
import { firstText } from "../semconv/first-value";
import { hidesOutput } from "../semconv/hidden-output";
import { reportedCost } from "../semconv/reported-cost";
import { reportedCounts } from "../semconv/reported-counts";
import { reportedProvider } from "../semconv/reported-provider";
import { reportedUnits } from "../semconv/reported-units";
import { reportedTier } from "../semconv/service-tier";
import { sourceName } from "../semconv/source-name";
import { usageGapOf } from "../semconv/usage-gap";
import { isCallEvent, ownIdentityOf, runAndJobOf, spanOfEvent } from "./gen-ai-identity";
import type { LogSource } from "./log-source";
import { timeOf } from "./log-time";
import type { ReceivedLogRecord } from "./received-log-record";

/**
 * Reads two kinds of log records: any record that has token counts in the same attributes as the span of a
 * model call, and the event of an answered call without counts, whose usage is unknown. The run is the
 * conversation or the trace, and the job is the work of one agent in the run. A record without a
 * conversation and without a trace has its own job, in a run for its service and UTC day.
 */
export const genAi: LogSource = {
  isUsage(received) {
    const { attributes } = received;
    const operation = attributes.text(KIND.operation)?.toLowerCase();
    const hasCounts = [...TOKENS.input, ...TOKENS.output].some((name) => attributes.has(name));
    return (
      (hasCounts || isCallEvent(received)) &&
      (operation === undefined || CALL_OPERATIONS.has(operation))
    );
  },

  callOf(received, now) {
    const { attributes, scopeName, serviceName } = received;
    const counts = reportedCounts(attributes);
    const call = {
      source: sourceName("otlp-logs", scopeName, serviceName),
      provider: reportedProvider(attributes),
      endpointAddress: firstText(attributes, ENDPOINT_ADDRESS),
      responseId: firstText(attributes, RESPONSE_ID),
      span: spanOfEvent(received),
      model: firstText(attributes, MODEL),
      ...timeOf(received, now),
      tokens: completeCounts(counts, null),
      units: reportedUnits(attributes),
      serviceTier: reportedTier(attributes),
      costMicroUsd: reportedCost(attributes),
    };
    const { inputTokens, outputTokens } = call.tokens;
    const isUnknown = inputTokens + outputTokens === 0n && call.costMicroUsd === null;
    if (isUnknown && !isAnsweredCall(received)) return null;
    const identity = ownIdentityOf(received, call);
    // The key contains the counts without hidden output tokens, because the keys of existing charges were
    // made in this way.
    const tokens = isUnknown
      ? null
      : completeCounts(counts, null, hidesOutput(call.provider, call.model));
    return {
      ...call,
      tokens,
      usageGap: usageGapOf(scopeName, attributes, tokens),
      ...identity,
      ...runAndJobOf(received, call, identity.ownKey),
    };
  },
};

/**
 * Whether the record is the event of an answered call. Such a call counts although its usage is unknown.
 */
const isAnsweredCall = (received: ReceivedLogRecord): boolean =>
  isCallEvent(received) &&
  !received.attributes.has("error.type") &&
  !received.attributes.texts(FINISH_REASONS).includes("error");
