import { dayOf } from "@ai-cost/domain";
import { nameOf } from "../../calls/name-of";
import type { ReportedCall, TokenCounts } from "../../calls/reported-call";
import type { Attributes } from "../attributes";
import { firstText, firstTokens } from "../traces/first-of";
import { reportedCost } from "../traces/reported-cost";
import {
  AGENT_NAME,
  CALL_OPERATIONS,
  KIND,
  MODEL,
  NO_PROVIDERS,
  PROVIDER,
  RESPONSE_ID,
  RUN,
  TOKENS,
} from "../traces/vocabulary";
import { wholeCounts } from "../traces/whole-counts";
import { contentKey, hexOf } from "./content-key";
import type { LogEntry } from "./log-entry";
import type { LogSource } from "./log-source";
import { timeOf } from "./log-time";

/** The event that says what a model call's span says, for those who keep events and not spans. */
const CALL_EVENT = "gen_ai.client.inference.operation.details";

type Called = Omit<ReportedCall, "ownKey" | "run" | "job">;

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
    const called: Called = {
      source: `otlp-logs ${scopeName}@${serviceName ?? ""}`.slice(0, 200),
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
  return wholeCounts(
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

function providerOf(attributes: Attributes): string | null {
  const named = PROVIDER.map((name) => attributes.text(name));
  return named.find((name) => name !== null && !NO_PROVIDERS.has(name.toLowerCase())) ?? null;
}

const runOf = ({ attributes, record }: LogEntry): string | null =>
  firstText(attributes, RUN) ?? hexOf(record.traceId);

function placeOf(
  entry: LogEntry,
  { occurredAt: at }: Called,
  ownKey: string,
): Pick<ReportedCall, "run" | "job"> {
  const run = runOf(entry);
  const agentName = firstText(entry.attributes, AGENT_NAME);
  if (run !== null)
    return {
      run: { externalId: run },
      job: { externalId: nameOf("log", run, agentName ?? ""), agentName },
    };
  const status = entry.attributes.has("error.type") ? "failed" : "completed";
  return {
    run: {
      externalId: nameOf("otlp-logs", entry.serviceName ?? "", dayOf(at)),
      isAssumed: true,
    },
    job: { externalId: ownKey, isAssumed: true, agentName, finished: { status, at } },
  };
}

/** Used where the provider's response does not identify the call. */
function ownKeyOf(entry: LogEntry, called: Called): string {
  const { attributes, record, serviceName, eventNames } = entry;
  const uid = attributes.text("log.record.uid");
  if (uid !== null) return nameOf("log", "record", uid);
  const id = attributes.text("event.id") ?? called.responseId;
  if (id !== null) return nameOf("log", "event", serviceName ?? "", id);
  const [trace, span] = [hexOf(record.traceId), hexOf(record.spanId)];
  // The event of a call and the call's span are one report, whichever of them comes.
  if (eventNames.includes(CALL_EVENT) && trace !== null && span !== null)
    return nameOf("span", trace, span);
  const agentName = firstText(attributes, AGENT_NAME);
  return contentKey(entry, { ...called, run: runOf(entry), agentName });
}
