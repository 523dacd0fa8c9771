import { median } from "@ai-cost/testing";
import type { Random } from "../../runner/random";
import { rankTest } from "./rank-test";

type Kind = "known" | "unknown";

const WARM_UP_ROUNDS = 3;
/** The rank test's result that chance does not explain, and a difference that a network does not hide. */
const MOST_DEVIATIONS = 4;
const MOST_DIFFERENCE_MS = 1;

interface TimingOptions {
  rounds: number;
  random: Random;
  /** The address of an account, and one without an account that is as long. */
  emails: Record<Kind, string>;
  /** Runs before each round. */
  prepare(): Promise<unknown>;
  /** Sends a request for the address and returns how long its response took. */
  time(email: string): Promise<number>;
}

/** Times requests for an address with an account and for one without, and says whether the times differ. */
export async function timeAccounts({ rounds, random, emails, prepare, time }: TimingOptions) {
  const times: Record<Kind, number[]> = { known: [], unknown: [] };
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    await prepare();
    for (const kind of random.shuffle<Kind>(["known", "unknown"])) {
      const ms = await time(emails[kind]);
      if (round >= 0) times[kind].push(ms);
    }
  }
  const [knownMs, unknownMs] = [median(times.known), median(times.unknown)];
  const differenceMs = knownMs - unknownMs;
  const deviations = rankTest(times.known, times.unknown);
  const isTold =
    Math.abs(deviations) > MOST_DEVIATIONS && Math.abs(differenceMs) > MOST_DIFFERENCE_MS;
  return {
    hits: 2 * rounds,
    figures: {
      "requests of each kind": rounds,
      "with an account, median ms": rounded(knownMs),
      "without, median ms": rounded(unknownMs),
      "difference, ms": rounded(differenceMs),
      "rank test, standard deviations": rounded(deviations),
    },
    excesses: isTold
      ? [`the time tells an account: ${differenceMs} ms, ${deviations} standard deviations`]
      : [],
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
