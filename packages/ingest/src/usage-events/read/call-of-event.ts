import { dayOf, serviceTierOf } from "@ai-cost/domain";
import type { ReportedCall } from "../../calls/reported-call";
import { compoundName } from "../../fields/compound-name";
import { microUsdFromDollars } from "../../fields/micro-usd-from-dollars";
import type { UsageEvent } from "../schema/events";

/**
 * Returns the call that a usage event reports. An event that names no job gets its own job, which is
 * completed. An event that names no run belongs to a run for its source and UTC day.
 */
export function callOfEvent(event: UsageEvent, key: string, now: Date): ReportedCall {
  const occurredAt = event.time ? new Date(event.time) : now;
  const isOwnJob = !event.job;
  const status = event.status ?? (isOwnJob ? "completed" : null);
  return {
    source: event.source ? `usage-events ${event.source}` : "usage-events",
    ownKey: key,
    keepsOwnKey: true,
    responseId: event.responseId ?? null,
    provider: event.provider ?? null,
    model: event.model ?? null,
    run: event.run
      ? { externalId: event.run }
      : { externalId: runOfDay(event, occurredAt), isAssumed: true },
    job: {
      externalId: event.job ?? key,
      isAssumed: isOwnJob,
      agentName: event.agent ?? null,
      waitsForAgent: !isOwnJob,
      ...(status && { finished: { status, at: occurredAt } }),
    },
    occurredAt,
    isTimeAssumed: !event.time,
    tokens: {
      inputTokens: BigInt(event.inputTokens),
      cacheReadTokens: bigIntOrNull(event.cacheReadTokens),
      cacheWriteTokens: bigIntOrNull(event.cacheWriteTokens),
      cacheWrite1hTokens: bigIntOrNull(event.cacheWrite1hTokens),
      audioInputTokens: bigIntOrNull(event.audioInputTokens),
      imageInputTokens: bigIntOrNull(event.imageInputTokens),
      outputTokens: BigInt(event.outputTokens),
      reasoningTokens: bigIntOrNull(event.reasoningTokens),
      audioOutputTokens: bigIntOrNull(event.audioOutputTokens),
      imageOutputTokens: bigIntOrNull(event.imageOutputTokens),
    },
    units: event.units ?? null,
    serviceTier: serviceTierOf(event.serviceTier ?? null),
    costMicroUsd: microUsdFromDollars(event.cost ?? null),
  };
}

const bigIntOrNull = (count: number | null | undefined): bigint | null =>
  count === null || count === undefined ? null : BigInt(count);

const runOfDay = ({ source }: UsageEvent, at: Date): string =>
  compoundName("usage-events", dayOf(at), ...(source ? [source] : []));
