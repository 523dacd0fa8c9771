import { dayOf, NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
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
 * Codex's `codex.sse_event` of a completed response. Codex writes this event for every transport. The run
 * is the conversation, and the job is the turn, or the conversation when the event names no turn. The
 * event has no cost, no provider and no response id, so its time and token counts identify it.
 */
export const codex: LogSource = {
  // Codex also writes an event with the same name and kind at the end of the stream, but without token
  // counts.
  isUsage: ({ eventNames, attributes }) =>
    eventNames.includes("codex.sse_event") &&
    attributes.text("event.kind") === "response.completed" &&
    attributes.has("input_token_count"),

  callOf(received, now) {
    const { attributes } = received;
    const time = timeOf(received, now);
    const conversation = attributes.text("conversation.id");
    const call = {
      source: `otlp-logs ${NAME}`,
      provider: null,
      responseId: null,
      model: attributes.text("model") ?? attributes.text("slug"),
      ...time,
      tokens: tokensOf(attributes),
      costMicroUsd: null,
    };
    const ownKey = contentKey(received, { ...call, run: conversation, agentName: AGENT_NAME });
    return { ...call, ownKey, ...runAndJobOf(attributes, conversation, time.occurredAt) };
  },
};

/**
 * The token counts of a response. The input count includes cached tokens, and the output count includes
 * reasoning tokens. `tool_token_count` is the total.
 */
const tokensOf = (attributes: Attributes): TokenCounts => ({
  ...NO_TOKENS,
  inputTokens: required("input_token_count", attributes.tokens("input_token_count")),
  cacheReadTokens: attributes.tokens("cached_token_count"),
  cacheWriteTokens: attributes.tokens("cache_write_token_count"),
  outputTokens: required("output_token_count", attributes.tokens("output_token_count")),
  reasoningTokens: attributes.tokens("reasoning_token_count"),
});

function runAndJobOf(
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
