import type { TokenCounts } from "@ai-cost/domain";
import { dayOf } from "@ai-cost/domain";
import type { ReportedCall } from "../../calls/reported-call";
import { compoundName } from "../../fields/compound-name";
import { required } from "../../fields/unreadable-field";
import type { Attributes } from "../semconv/attributes";
import { contentKey } from "./content-key";
import type { LogSource } from "./log-source";
import { timeOf } from "./log-time";

const NAME = "codex";
const AGENT_NAME = "Codex";

/**
 * Codex's `codex.sse_event` of a completed response, whichever transport brought the response. Its
 * run is the conversation, and its job the turn where the event names one, else the conversation. It
 * says neither the cost nor who served the model. The event says no id of the response either: its
 * time and counts identify it.
 */
export const codex: LogSource = {
  // The stream's own end is an event of the same name and kind, without tokens.
  isUsage: ({ eventNames, attributes }) =>
    eventNames.includes("codex.sse_event") &&
    attributes.text("event.kind") === "response.completed" &&
    attributes.has("input_token_count"),

  callOf(entry, now) {
    const { attributes } = entry;
    const time = timeOf(entry, now);
    const conversation = attributes.text("conversation.id");
    const called = {
      source: `otlp-logs ${NAME}`,
      provider: null,
      responseId: null,
      model: attributes.text("model") ?? attributes.text("slug"),
      ...time,
      tokens: tokensOf(attributes),
      costMicroUsd: null,
    };
    const ownKey = contentKey(entry, { ...called, run: conversation, agentName: AGENT_NAME });
    return { ...called, ownKey, ...placeOf(attributes, conversation, time.occurredAt) };
  },
};

/** Cached tokens are part of its input and reasoning of its output; `tool_token_count` is the total. */
const tokensOf = (attributes: Attributes): TokenCounts => ({
  inputTokens: required("input_token_count", attributes.tokens("input_token_count")),
  cacheReadTokens: attributes.tokens("cached_token_count"),
  cacheWriteTokens: attributes.tokens("cache_write_token_count"),
  outputTokens: required("output_token_count", attributes.tokens("output_token_count")),
  reasoningTokens: attributes.tokens("reasoning_token_count"),
});

function placeOf(
  attributes: Attributes,
  conversation: string | null,
  occurredAt: Date,
): Pick<ReportedCall, "run" | "job"> {
  const run = conversation ?? compoundName(NAME, dayOf(occurredAt));
  const isAssumed = conversation === null;
  const turn = attributes.text("turn.id") ?? "";
  return {
    run: { externalId: run, isAssumed },
    job: { externalId: compoundName(NAME, run, turn), isAssumed, agentName: AGENT_NAME },
  };
}
