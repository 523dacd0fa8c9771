import { median } from "@ai-cost/testing";

/** Something that is timed, under a name of its own. */
export interface Lane {
  name: string;
  run(): Promise<unknown>;
}

export interface Timing {
  /** Milliseconds; the median of the calls. */
  ms: number;
  calls: number;
  /** Whether that call was ended before it answered: then it had taken so long. */
  isMoreThan: boolean;
}

export const LONGEST_MS = 60_000;
export const ROUNDS = 5;
const QUICK_TURNS_A_ROUND = 60;
const FEWEST_SLOW_CALLS = 3;
const SLOW_BUDGET_MS = 15_000;
const WARM_UP_CALLS = 12;

/**
 * Round by round every quick lane sixty times, one call after the other's, and every slow lane once,
 * until it has had its share of the time; so all meet the same machine.
 */
export async function measure(
  quick: readonly Lane[],
  slow: readonly Lane[],
  onRound: (round: number) => unknown = () => {},
): Promise<Map<string, Timing>> {
  const timed = new Map([...quick, ...slow].map(({ name }) => [name, [] as number[]]));
  const ended = new Map<string, number>();
  for (let call = 0; call < WARM_UP_CALLS; call += 1) for (const { run } of quick) await run();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < QUICK_TURNS_A_ROUND; turn += 1)
      for (const lane of quick) timed.get(lane.name)?.push((await timeOf(lane)).ms);
    for (const lane of slow) {
      const calls = timed.get(lane.name) ?? [];
      if (ended.has(lane.name) || hasHadItsShare(calls)) continue;
      const { ms, isEnded } = await timeOf(lane);
      calls.push(ms);
      if (isEnded) ended.set(lane.name, ms);
    }
    onRound(round + 1);
  }
  return new Map(
    [...timed].map(([name, calls]) => {
      const ms = median(calls);
      return [name, { ms, calls: calls.length, isMoreThan: ms >= (ended.get(name) ?? Infinity) }];
    }),
  );
}

const hasHadItsShare = (calls: readonly number[]): boolean =>
  calls.length >= FEWEST_SLOW_CALLS && calls.reduce((sum, ms) => sum + ms, 0) > SLOW_BUDGET_MS;

async function timeOf({ run }: Lane): Promise<{ ms: number; isEnded: boolean }> {
  const startedAtMs = performance.now();
  let isEnded = false;
  try {
    await run();
  } catch (error) {
    if (!isTimeout(error)) throw error;
    isEnded = true;
  }
  return { ms: performance.now() - startedAtMs, isEnded };
}

/** 57014: it took longer than the connection's statement_timeout. */
const isTimeout = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "57014";
