import { dayOf } from "@ai-cost/domain";
import type { ReportedCall } from "../calls/reported-call";
import { compoundName } from "../fields/compound-name";
import { parseInstant } from "../fields/parse-instant";
import { UnreadableField } from "../fields/unreadable-field";
import { agentNameOf } from "./agent-name";
import type { StandardLoggingPayload } from "./standard-logging-payload";
import { costOf, costSharesOf, hasNoUsage, tierOf, tokensOf, unitsOf } from "./tokens-and-cost";

const SOURCE = "litellm";

/**
 * Returns the call that a payload reports. Throws an `UnreadableField` when its time is invalid. The run
 * is LiteLLM's trace, which is the session when the caller names a session. The job is the work of one
 * agent in that run; a payload without a trace has its own job. The call does not end its job, because
 * LiteLLM does not report when the job is complete, and a fallback call may follow a failed one.
 */
export function callOfPayload(payload: StandardLoggingPayload, now: Date): ReportedCall {
  const time = timeOf(payload);
  const occurredAt = time ?? now;
  const ownKey = compoundName(SOURCE, payload.id);
  return {
    source: SOURCE,
    ownKey,
    responseId: payload.id,
    provider: payload.custom_llm_provider || null,
    endpointAddress: payload.api_base || null,
    model: payload.model || null,
    ...runAndJobOf(payload, ownKey, occurredAt),
    occurredAt,
    isTimeAssumed: time === null,
    ...(hasNoUsage(payload)
      ? { tokens: null, usageGap: "no_counts" }
      : { tokens: tokensOf(payload) }),
    units: unitsOf(payload),
    serviceTier: tierOf(payload),
    costShares: costSharesOf(payload),
    costMicroUsd: costOf(payload),
  };
}

function runAndJobOf(
  payload: StandardLoggingPayload,
  ownKey: string,
  at: Date,
): Pick<ReportedCall, "run" | "job"> {
  const agentName = agentNameOf(payload);
  const run = payload.trace_id || null;
  if (run !== null)
    return {
      run: { externalId: run },
      job: { externalId: compoundName(SOURCE, run, agentName ?? ""), agentName },
    };
  const status = payload.status === "failure" ? "failed" : "completed";
  return {
    run: { externalId: compoundName(SOURCE, dayOf(at)), isAssumed: true },
    job: { externalId: ownKey, isAssumed: true, agentName, finished: { status, at } },
  };
}

/** Returns the end of the call; when the payload has no end, the start. */
function timeOf({ endTime, startTime }: StandardLoggingPayload): Date | null {
  const [name, time] = endTime ? ["endTime", endTime] : ["startTime", startTime];
  if (!time) return null;
  const instant = typeof time === "number" ? instantOfSeconds(time) : parseInstant(time);
  if (!instant) throw new UnreadableField(name, "must be a time");
  return instant;
}

function instantOfSeconds(seconds: number): Date | null {
  const instant = new Date(Math.trunc(seconds * 1000));
  return Number.isNaN(instant.getTime()) ? null : instant;
}
