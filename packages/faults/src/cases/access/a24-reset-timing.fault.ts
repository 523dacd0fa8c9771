import { setTimeout as sleep } from "node:timers/promises";
import { makePerson, sendRaw } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { timeAccounts } from "./account-timing";
import { startResetServer } from "./reset-server";

/** How often a request for a link is timed with an account and without one. */
const TIMINGS = { short: 5, normal: 200, long: 1_000 };
/** How long the server takes to note that a message was delivered. */
const SETTLE_MS = 30;

faultCase({
  id: "A24",
  title: "a request for a reset link takes as long for an address with an account as without",
  seenRedBy:
    "a request that stores nothing for an address without an account: 10.7 ms, 4.3 standard deviations",
  async run({ environment, scale, random }) {
    const { db, sql } = environment.owner;
    const { server, mail } = await startResetServer(environment);
    const { email } = await makePerson(db, environment.server.url, "reset");
    let mails = 0;
    const timing = await timeAccounts({
      rounds: TIMINGS[scale],
      random,
      emails: { known: email, unknown: email.replace("reset", "nobod") },
      prepare: () => sql`delete from rate_limits`,
      time: async (requested) => {
        const { ms, status } = await sendRaw(server.url, {
          path: "/api/auth/request-password-reset",
          method: "POST",
          headers: { "content-type": "application/json", origin: server.url },
          body: JSON.stringify({ email: requested }),
        });
        if (status !== 200) throw new Error(`a request for a reset link has the status ${status}`);
        // The message is sent after the response. Both kinds wait, so that neither meets an idle server alone.
        if (requested === email) {
          mails += 1;
          await mail.message(mails);
        }
        await sleep(SETTLE_MS);
        return ms;
      },
    });
    await sql`delete from rate_limits`;
    return { ...timing, problems: [] };
  },
});
