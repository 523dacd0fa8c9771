import type { TokenCounts } from "@ai-cost/domain";
import { storable } from "../../fields/storable";
import { CALL_OPERATIONS, KIND, MODEL, RESPONSE_ID, TOKENS } from "../semconv/attribute-names";
import type { Attributes } from "../semconv/attributes";
import { completeCounts } from "../semconv/complete-counts";
import { firstText, firstTokens } from "../semconv/first-value";
import { reportedCost } from "../semconv/reported-cost";
import { providerOf } from "../semconv/reported-provider";
import { ownKeyOf, placeOf } from "./gen-ai-identity";
import type { LogSource } from "./log-source";
import { timeOf } from "./log-time";

const MAX_SOURCE_LENGTH = 200;

/**
 * Any log record that bears a model call's usage in attributes that its span would have. Its run is
 * the conversation, else the trace; its job what one agent did in the run. A record that names no run
 * is a job of its own, in its service's run of the UTC day.
 */
export const genAi: LogSource = {
  isUsage({ attributes }) {
    const operation = attributes.text(KIND.operation);
    return (
      [...TOKENS.input, ...TOKENS.output].some((name) => attributes.has(name)) &&
      (operation === null || CALL_OPERATIONS.has(operation.toLowerCase()))
    );
  },

  callOf(entry, now) {
    const { attributes, scopeName, serviceName } = entry;
    const called = {
      source: storable(`otlp-logs ${scopeName}@${serviceName ?? ""}`, MAX_SOURCE_LENGTH),
      provider: providerOf(attributes),
      responseId: firstText(attributes, RESPONSE_ID),
      model: firstText(attributes, MODEL),
      ...timeOf(entry, now),
      tokens: tokensOf(attributes),
      costMicroUsd: reportedCost(attributes),
    };
    const { inputTokens, outputTokens } = called.tokens;
    if (inputTokens + outputTokens === 0n && called.costMicroUsd === null) return null;
    const ownKey = ownKeyOf(entry, called);
    return { ...called, ownKey, ...placeOf(entry, called, ownKey) };
  },
};

function tokensOf(attributes: Attributes): TokenCounts {
  const said = (kind: keyof typeof TOKENS) => firstTokens(attributes, TOKENS[kind]);
  return completeCounts(
    {
      input: said("input"),
      output: said("output"),
      cacheRead: said("cacheRead"),
      cacheWrite: said("cacheWrite"),
      reasoning: said("reasoning"),
      total: said("total"),
    },
    null,
  );
}
