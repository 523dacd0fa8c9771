import { makePerson, median } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { rankTest } from "./rank-test";
import { signInFrom, WRONG_PASSWORD } from "./sign-in-from";

/** How often a sign-in is timed with an account and without one. */
const TIMINGS = { short: 5, normal: 200, long: 1_000 };
const WARM_UP_ROUNDS = 3;
const ADDRESS = "192.0.2.20";
/** The rank test's result that chance does not explain, and a difference that a network does not hide. */
const MOST_DEVIATIONS = 4;
const MOST_DIFFERENCE_MS = 1;

faultCase({
  id: "A22",
  title: "a sign-in with a wrong password takes as long for an address with an account as without",
  seenRedBy: "a sign-in that hashes no password for an address without an account",
  async run({ environment, scale, random }) {
    const { db, sql } = environment.owner;
    const { email } = await makePerson(db, environment.server.url, "timed");
    const emails = { known: email, unknown: email.replace("timed", "nobod") };
    const times: Record<keyof typeof emails, number[]> = { known: [], unknown: [] };
    for (let round = -WARM_UP_ROUNDS; round < TIMINGS[scale]; round += 1) {
      // Both count their first wrong password, so both insert their counters.
      await sql`delete from rate_limits`;
      for (const kind of random.shuffle<keyof typeof emails>(["known", "unknown"])) {
        const attempt = { email: emails[kind], password: WRONG_PASSWORD, address: ADDRESS };
        const { ms } = await signInFrom(environment.server.url, attempt);
        if (round >= 0) times[kind].push(ms);
      }
    }
    await sql`delete from rate_limits`;
    const [knownMs, unknownMs] = [median(times.known), median(times.unknown)];
    const differenceMs = knownMs - unknownMs;
    const deviations = rankTest(times.known, times.unknown);
    const isTold =
      Math.abs(deviations) > MOST_DEVIATIONS && Math.abs(differenceMs) > MOST_DIFFERENCE_MS;
    return {
      hits: 2 * TIMINGS[scale],
      figures: {
        "sign-ins of each kind": TIMINGS[scale],
        "with an account, median ms": rounded(knownMs),
        "without, median ms": rounded(unknownMs),
        "difference, ms": rounded(differenceMs),
        "rank test, standard deviations": rounded(deviations),
      },
      problems: [],
      excesses: isTold
        ? [`the time tells an account: ${differenceMs} ms, ${deviations} standard deviations`]
        : [],
    };
  },
});

const rounded = (value: number): number => Math.round(value * 100) / 100;
