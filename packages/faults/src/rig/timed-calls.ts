import { newId } from "@ai-cost/db";
import { REQUESTS } from "@ai-cost/ingest/testing";
import type { ClockedApp } from "./clocked-app";
import type { Random } from "./random";
import type { Tenant } from "./tenants";

/** A call that is known by when it was, as it was written. */
export interface TimedCall {
  /** ISO 8601 in UTC. */
  time: string;
  microUsd: bigint;
}

/** A call at each of the instants, at a cost of up to a dollar. */
export const callsAt = (times: readonly string[], random: Random): TimedCall[] =>
  times.map((time) => ({ time, microUsd: BigInt(random.integer(1, 1_000_000)) }));

/** A usage event for each of the calls. */
export const eventsOf = ({ canary }: Tenant, calls: readonly TimedCall[]) =>
  REQUESTS["usage events"](
    calls.map(({ time, microUsd }) => {
      const named = { id: newId(), time, model: `model of ${canary}` };
      return { ...named, inputTokens: 1, outputTokens: 0, cost: `${Number(microUsd) / 1e6}` };
    }),
  );

/** Sends them all at one moment in-process; throws unless all are recorded. */
export async function recordAt(
  app: ClockedApp,
  tenant: Tenant,
  calls: readonly TimedCall[],
  now: Date,
): Promise<void> {
  const response = await app.send(tenant, eventsOf(tenant, calls), now);
  const { recorded } = (await response.json()) as { recorded: number };
  if (recorded !== calls.length) throw new Error(`${recorded} of ${calls.length} were recorded`);
}

/** Micro-dollars by month (7 characters) or day (10), as the calls' own texts say. */
export function sumsBy(calls: readonly TimedCall[], characters: 7 | 10): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { time, microUsd } of calls) {
    const period = time.slice(0, characters);
    sums.set(period, (sums.get(period) ?? 0n) + microUsd);
  }
  return sums;
}

/** How an answered series differs from what it must be; null when it does not. */
export function seriesProblem(
  answered: readonly { period: string; cost: number }[],
  periods: readonly string[],
  sums: ReadonlyMap<string, bigint>,
): string | null {
  const textOf = (period: string, microUsd: bigint) => `${period} ${microUsd}`;
  const found = answered.map(({ period, cost }) => textOf(period, BigInt(Math.round(cost * 1e6))));
  const expected = periods.map((period) => textOf(period, sums.get(period) ?? 0n));
  const at = expected.findIndex((text, index) => text !== found[index]);
  if (at >= 0) return `${found[at]} is answered where ${expected[at]} is right`;
  return found.length === expected.length
    ? null
    : `${found.length} answered, not ${periods.length}`;
}
