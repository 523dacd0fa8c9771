import {
  CALL_OPERATIONS,
  ENDPOINT_ADDRESS,
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
import { ownKeyOf, runAndJobOf } from "./gen-ai-identity";
import type { LogSource } from "./log-source";
import { timeOf } from "./log-time";

/**
 * Reads any log record that has token counts in the same attributes as the span of a model call. The run
 * is the conversation or the trace, and the job is the work of one agent in the run. A record without a
 * conversation and a trace is a job of its own, in a run for its service and UTC day.
 */
export const genAi: LogSource = {
  isUsage({ attributes }) {
    const operation = attributes.text(KIND.operation);
    return (
      [...TOKENS.input, ...TOKENS.output].some((name) => attributes.has(name)) &&
      (operation === null || CALL_OPERATIONS.has(operation.toLowerCase()))
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
      model: firstText(attributes, MODEL),
      ...timeOf(received, now),
      tokens: completeCounts(counts, null),
      units: reportedUnits(attributes),
      serviceTier: reportedTier(attributes),
      costMicroUsd: reportedCost(attributes),
    };
    const { inputTokens, outputTokens } = call.tokens;
    if (inputTokens + outputTokens === 0n && call.costMicroUsd === null) return null;
    const ownKey = ownKeyOf(received, call);
    // The key is made from the counts without the hidden ones, as those of earlier charges are.
    const tokens = completeCounts(counts, null, hidesOutput(call.provider, call.model));
    return { ...call, tokens, ownKey, ...runAndJobOf(received, call, ownKey) };
  },
};
