import { newId } from "@ai-cost/db";
import { REQUESTS } from "@ai-cost/ingest/testing";
import type { Tenant } from "../../fixture/tenant";
import type { Random } from "../../runner/random";

export interface TimedCall {
  /** The time of the call in UTC, in the format of ISO 8601. */
  time: string;
  microUsd: bigint;
}

/** Creates a call at each of the times, with a cost of at most a dollar. */
export const callsAt = (times: readonly string[], random: Random): TimedCall[] =>
  times.map((time) => ({ time, microUsd: BigInt(random.integer(1, 1_000_000)) }));

/** A request with a usage event for each call. */
export const requestWith = ({ canary }: Tenant, calls: readonly TimedCall[]) =>
  REQUESTS["usage events"](
    calls.map(({ time, microUsd }) => {
      const named = { id: newId(), time, model: `model of ${canary}` };
      return { ...named, inputTokens: 1, outputTokens: 0, cost: `${Number(microUsd) / 1e6}` };
    }),
  );

/**
 * The sum in micro-dollars per month or per day. The period is the first 7 or 10 characters of a call's
 * time.
 */
export function sumsBy(calls: readonly TimedCall[], characters: 7 | 10): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { time, microUsd } of calls) {
    const period = time.slice(0, characters);
    sums.set(period, (sums.get(period) ?? 0n) + microUsd);
  }
  return sums;
}

/** The first difference between a series and the expected periods and sums; null if they are equal. */
export function seriesProblem(
  actual: readonly { period: string; cost: number }[],
  periods: readonly string[],
  sums: ReadonlyMap<string, bigint>,
): string | null {
  const textOf = (period: string, microUsd: bigint) => `${period} ${microUsd}`;
  const found = actual.map(({ period, cost }) => textOf(period, BigInt(Math.round(cost * 1e6))));
  const expected = periods.map((period) => textOf(period, sums.get(period) ?? 0n));
  const at = expected.findIndex((text, index) => text !== found[index]);
  if (at >= 0) return `the series has ${found[at]} instead of ${expected[at]}`;
  return found.length === expected.length
    ? null
    : `the series has ${found.length} periods instead of ${periods.length}`;
}
