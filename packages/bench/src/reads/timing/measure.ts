import { median } from "@ai-cost/testing";

/** A query of one contender. The benchmark measures its time. */
export interface TimedCall {
  /** The name, which is unique within one measurement. */
  name: string;
  run(): Promise<unknown>;
}

export interface Timing {
  /** The median time of the calls, in milliseconds. */
  ms: number;
  calls: number;
  /**
   * Whether the median is the time of a call that was cancelled at the time limit. The real median
   * is then longer.
   */
  isMoreThan: boolean;
}

export const TIME_LIMIT_MS = 60_000;
export const ROUNDS = 5;
const QUICK_CALLS_PER_ROUND = 60;
const MIN_SLOW_CALLS = 3;
const SLOW_BUDGET_MS = 15_000;
const WARM_UP_CALLS = 12;

/**
 * Measures the times of calls in rounds, so that changing conditions affect all calls equally. Each
 * round runs every quick call 60 times, alternating between the quick calls, and then runs every
 * slow call once. A slow call is left out when it has used up its time budget or was cancelled at
 * the time limit.
 */
export async function measure(
  quick: readonly TimedCall[],
  slow: readonly TimedCall[],
  onRound: (round: number) => unknown = () => {},
): Promise<Map<string, Timing>> {
  const times = new Map([...quick, ...slow].map(({ name }) => [name, [] as number[]]));
  const cancelledAfterMs = new Map<string, number>();
  for (let count = 0; count < WARM_UP_CALLS; count += 1) for (const { run } of quick) await run();
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let count = 0; count < QUICK_CALLS_PER_ROUND; count += 1)
      for (const call of quick) times.get(call.name)?.push((await timeOf(call)).ms);
    for (const call of slow) {
      const callTimes = times.get(call.name) ?? [];
      if (cancelledAfterMs.has(call.name) || hasUsedBudget(callTimes)) continue;
      const { ms, isCancelled } = await timeOf(call);
      callTimes.push(ms);
      if (isCancelled) cancelledAfterMs.set(call.name, ms);
    }
    onRound(round);
  }
  return new Map(
    [...times].map(([name, callTimes]) => {
      const ms = median(callTimes);
      const isMoreThan = ms >= (cancelledAfterMs.get(name) ?? Infinity);
      return [name, { ms, calls: callTimes.length, isMoreThan }];
    }),
  );
}

const hasUsedBudget = (times: readonly number[]): boolean =>
  times.length >= MIN_SLOW_CALLS && times.reduce((sum, ms) => sum + ms, 0) > SLOW_BUDGET_MS;

async function timeOf({ run }: TimedCall): Promise<{ ms: number; isCancelled: boolean }> {
  const startedAtMs = performance.now();
  let isCancelled = false;
  try {
    await run();
  } catch (error) {
    if (!isTimeout(error)) throw error;
    isCancelled = true;
  }
  return { ms: performance.now() - startedAtMs, isCancelled };
}

/**
 * Returns whether the error has the code 57014: the statement took longer than the connection's
 * `statement_timeout`.
 */
const isTimeout = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "57014";
