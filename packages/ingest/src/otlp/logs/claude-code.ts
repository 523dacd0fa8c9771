import { dayOf, NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import type { ReportedCall } from "../../calls/reported-call";
import { compoundName } from "../../fields/compound-name";
import { required } from "../../fields/unreadable-field";
import type { Attributes } from "../semconv/attributes";
import { claudeCodeAgent } from "../semconv/claude-code-agent";
import { contentKey } from "./content-key";
import type { LogSource } from "./log-source";
import { timeOf } from "./log-time";
import type { ReceivedLogRecord } from "./received-log-record";

const NAME = "claude-code";

/**
 * Claude Code's `api_request` event, which reports one successful request to a model. The run is the
 * session, and the job is the work of one agent for one prompt. The main thread and its background work
 * (compaction, titles) are the agent "Claude Code"; subagents have their own names. Claude Code computes
 * the cost from list prices.
 */
export const claudeCode: LogSource = {
  isUsage: ({ eventNames, scopeName, serviceName }) =>
    eventNames.includes("claude_code.api_request") ||
    (eventNames.includes("api_request") &&
      (scopeName.startsWith("com.anthropic.claude_code") || !!serviceName?.startsWith(NAME))),

  callOf(received, now) {
    const { attributes } = received;
    const time = timeOf(received, now);
    const call = {
      source: `otlp-logs ${NAME}`,
      // Anthropic's request id. Claude Code's spans have it as the response id.
      provider: "anthropic",
      responseId: attributes.text("request_id"),
      model: attributes.text("model"),
      ...time,
      tokens: tokensOf(attributes),
      costMicroUsd: attributes.microUsd("cost_usd"),
    };
    return {
      ...call,
      ownKey: ownKeyOf(received, call),
      ...runAndJobOf(attributes, time.occurredAt),
    };
  },
};

/** The token counts of a request. Claude Code's input count excludes cached tokens, so they are added. */
function tokensOf(attributes: Attributes): TokenCounts {
  const cacheReadTokens = attributes.tokens("cache_read_tokens");
  const cacheWriteTokens = attributes.tokens("cache_creation_tokens");
  const uncachedTokens = required("input_tokens", attributes.tokens("input_tokens"));
  return {
    ...NO_TOKENS,
    inputTokens: uncachedTokens + (cacheReadTokens ?? 0n) + (cacheWriteTokens ?? 0n),
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: required("output_tokens", attributes.tokens("output_tokens")),
  };
}

/**
 * Returns the run and the job of a request. When the user has turned off session ids, each prompt is a
 * separate run.
 */
function runAndJobOf(attributes: Attributes, occurredAt: Date): Pick<ReportedCall, "run" | "job"> {
  const session = attributes.text("session.id");
  const prompt = attributes.text("prompt.id");
  const agentName = claudeCodeAgent(attributes);
  const run = session ?? prompt ?? compoundName(NAME, dayOf(occurredAt));
  const isAssumed = session === null && prompt === null;
  return {
    run: { externalId: run, isAssumed },
    job: { externalId: compoundName(NAME, run, prompt ?? "", agentName), isAssumed, agentName },
  };
}

/**
 * Returns the key of a request without a request id from Anthropic. The event sequence restarts when a
 * session is resumed, so a sequence number identifies an event only together with its time.
 */
function ownKeyOf(
  received: ReceivedLogRecord,
  call: Omit<ReportedCall, "ownKey" | "run" | "job">,
): string {
  const { attributes } = received;
  const clientRequestId = attributes.text("client_request_id");
  if (clientRequestId !== null) return compoundName(NAME, "request", clientRequestId);
  const session = attributes.text("session.id");
  const sequence = attributes.text("event.sequence");
  const timestamp = attributes.text("event.timestamp");
  return session !== null && sequence !== null && timestamp !== null
    ? compoundName(NAME, "event", session, timestamp, sequence)
    : contentKey(received, { ...call, run: session, agentName: claudeCodeAgent(attributes) });
}
