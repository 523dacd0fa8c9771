import { dayOf } from "@ai-cost/domain";
import type { ReportedCall } from "../calls/reported-call";
import { compoundName } from "../fields/compound-name";
import { parseInstant } from "../fields/parse-instant";
import { UnreadableField } from "../fields/unreadable-field";
import { agentNameOf } from "./agent-name";
import type { LiteLlmEntry } from "./standard-logging-payload";
import { costOf, tokensOf } from "./tokens-and-cost";

const NAME = "litellm";

/**
 * The call that an entry reports. Its run is LiteLLM's trace, which is the session where the caller
 * names one; its job what one agent did in it, which LiteLLM never says to be done: a call that
 * failed may have been answered by its fallback. An entry without a trace is a job of its own.
 * Throws `UnreadableField`.
 */
export function callOf(entry: LiteLlmEntry, now: Date): ReportedCall {
  const at = timeOf(entry);
  const occurredAt = at ?? now;
  const ownKey = compoundName(NAME, entry.id);
  return {
    source: NAME,
    ownKey,
    responseId: entry.id,
    provider: entry.custom_llm_provider || null,
    model: entry.model || null,
    ...placeOf(entry, ownKey, occurredAt),
    occurredAt,
    isTimeAssumed: at === null,
    tokens: tokensOf(entry),
    costMicroUsd: costOf(entry),
  };
}

function placeOf(entry: LiteLlmEntry, ownKey: string, at: Date): Pick<ReportedCall, "run" | "job"> {
  const agentName = agentNameOf(entry);
  const run = entry.trace_id || null;
  if (run !== null)
    return {
      run: { externalId: run },
      job: { externalId: compoundName(NAME, run, agentName ?? ""), agentName },
    };
  const status = entry.status === "failure" ? "failed" : "completed";
  return {
    run: { externalId: compoundName(NAME, dayOf(at)), isAssumed: true },
    job: { externalId: ownKey, isAssumed: true, agentName, finished: { status, at } },
  };
}

/** The end, when what it cost was known. */
function timeOf({ endTime, startTime }: LiteLlmEntry): Date | null {
  const [name, time] = endTime ? ["endTime", endTime] : ["startTime", startTime];
  if (!time) return null;
  const instant = typeof time === "number" ? secondsInstant(time) : parseInstant(time);
  if (!instant) throw new UnreadableField(name, "must be a time");
  return instant;
}

function secondsInstant(seconds: number): Date | null {
  const instant = new Date(Math.trunc(seconds * 1000));
  return Number.isNaN(instant.getTime()) ? null : instant;
}
