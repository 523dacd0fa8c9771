import { makePerson } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { timeAccounts } from "./account-timing";
import { signInFrom, WRONG_PASSWORD } from "./sign-in-from";

/** How often a sign-in is timed with an account and without one. */
const TIMINGS = { short: 5, normal: 200, long: 1_000 };
const ADDRESS = "192.0.2.20";

faultCase({
  id: "A22",
  title: "a sign-in with a wrong password takes as long for an address with an account as without",
  seenRedBy:
    "a sign-in that hashes no password for an address without an account: 206 ms, 9.4 standard deviations",
  async run({ environment, scale, random }) {
    const { db, sql } = environment.owner;
    const { email } = await makePerson(db, environment.server.url, "timed");
    const timing = await timeAccounts({
      rounds: TIMINGS[scale],
      random,
      emails: { known: email, unknown: email.replace("timed", "nobod") },
      // Both count their first wrong password, so both insert their counters.
      prepare: () => sql`delete from rate_limits`,
      time: async (email) => {
        const attempt = { email, password: WRONG_PASSWORD, address: ADDRESS };
        return (await signInFrom(environment.server.url, attempt)).ms;
      },
    });
    await sql`delete from rate_limits`;
    return { ...timing, problems: [] };
  },
});
