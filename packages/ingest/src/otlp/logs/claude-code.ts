import type { TokenCounts } from "@ai-cost/domain";
import { dayOf } from "@ai-cost/domain";
import type { ReportedCall } from "../../calls/reported-call";
import { compoundName } from "../../fields/compound-name";
import { required } from "../../fields/unreadable-field";
import type { Attributes } from "../semconv/attributes";
import { contentKey } from "./content-key";
import type { LogSource } from "./log-source";
import { timeOf } from "./log-time";
import type { LogEntry } from "./received-log-record";

const NAME = "claude-code";
const MAIN_AGENT = "Claude Code";

/**
 * Claude Code's `api_request` event, one for each answered request to a model. Its run is the session
 * and its job what one agent did for one prompt. The main thread and what it does beside (compaction,
 * titles) are the agent "Claude Code"; a subagent is named as the event names it. The cost is Claude
 * Code's own, at list price.
 */
export const claudeCode: LogSource = {
  isUsage: ({ eventNames, scopeName, serviceName }) =>
    eventNames.includes("claude_code.api_request") ||
    (eventNames.includes("api_request") &&
      (scopeName.startsWith("com.anthropic.claude_code") || !!serviceName?.startsWith(NAME))),

  callOf(entry, now) {
    const { attributes } = entry;
    const time = timeOf(entry, now);
    const called = {
      source: `otlp-logs ${NAME}`,
      // The id of the request at Anthropic, which Claude Code's spans call the response's id.
      provider: "anthropic",
      responseId: attributes.text("request_id"),
      model: attributes.text("model"),
      ...time,
      tokens: tokensOf(attributes),
      costMicroUsd: attributes.microUsd("cost_usd"),
    };
    return { ...called, ownKey: ownKeyOf(entry, called), ...placeOf(attributes, time.occurredAt) };
  },
};

/** Its input leaves out what was read from and written to the cache. */
function tokensOf(attributes: Attributes): TokenCounts {
  const cacheReadTokens = attributes.tokens("cache_read_tokens");
  const cacheWriteTokens = attributes.tokens("cache_creation_tokens");
  const uncachedTokens = required("input_tokens", attributes.tokens("input_tokens"));
  return {
    inputTokens: uncachedTokens + (cacheReadTokens ?? 0n) + (cacheWriteTokens ?? 0n),
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: required("output_tokens", attributes.tokens("output_tokens")),
    reasoningTokens: null,
  };
}

/** Sessions can be left out of the telemetry; then a prompt is a run of its own. */
function placeOf(attributes: Attributes, occurredAt: Date): Pick<ReportedCall, "run" | "job"> {
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

/** Versions that give no `agent.name` say `agent:builtin:Explore` or `agent:custom` as the source. */
const AGENT_SOURCE = /^agent:(?:(?:builtin|custom|plugin):)?(.+)$/;

/** The agent that asked, in its log records and spans alike. */
export function claudeCodeAgent(attributes: Attributes): string {
  const [, agent] = AGENT_SOURCE.exec(attributes.text("query_source") ?? "") ?? [];
  return attributes.text("agent.name") ?? agent ?? MAIN_AGENT;
}

/**
 * For a request that came to no id at Anthropic. The sequence begins anew when a session is resumed,
 * so it names an event only together with the time.
 */
function ownKeyOf(entry: LogEntry, called: Omit<ReportedCall, "ownKey" | "run" | "job">): string {
  const { attributes } = entry;
  const request = attributes.text("client_request_id");
  if (request !== null) return compoundName(NAME, "request", request);
  const session = attributes.text("session.id");
  const sequence = attributes.text("event.sequence");
  const timestamp = attributes.text("event.timestamp");
  return session !== null && sequence !== null && timestamp !== null
    ? compoundName(NAME, "event", session, timestamp, sequence)
    : contentKey(entry, { ...called, run: session, agentName: claudeCodeAgent(attributes) });
}
