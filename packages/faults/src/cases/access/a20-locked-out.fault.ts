import { makePerson, PASSWORD } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { signInFrom, TRUSTS_THIS_MACHINE, WRONG_PASSWORD } from "./sign-in-from";

/** The number of addresses from which somebody guesses, 12 times each. */
const ATTACKERS = { short: 1, normal: 12, long: 30 };
const GUESSES = 12;
const MOST_PER_ADDRESS = 10;
const HOME = "192.0.2.10";
const OFFICE = "2001:db8:1:2::10";

faultCase({
  id: "A20",
  title: "nobody can lock a person out of an account, from however many addresses they guess",
  seenRedBy:
    "a limit of ten wrong passwords for an account from all addresses together: “the right password from a new address has the status 429, not 200”",
  async run({ environment, scale }) {
    const findings = new Findings();
    const { db, sql } = environment.owner;
    await sql`delete from rate_limits`;
    const { url } = await environment.startServer({ environment: TRUSTS_THIS_MACHINE });
    const { email } = await makePerson(db, environment.server.url, "wanted");
    const statusOf = async (address: string, password = PASSWORD) =>
      (await signInFrom(url, { email, password, address })).status;
    const expectStatus = async (expected: number, address: string, what: string) => {
      const status = await statusOf(address);
      if (status !== expected) findings.add(`${what} has the status ${status}, not ${expected}`);
    };

    await expectStatus(200, HOME, "the first sign-in at home");
    for (let attacker = 0; attacker < ATTACKERS[scale]; attacker += 1) {
      const statuses = [];
      for (let guess = 0; guess < GUESSES; guess += 1)
        statuses.push(await statusOf(`198.51.100.${attacker}`, WRONG_PASSWORD));
      const checked = statuses.filter((status) => status === 401).length;
      findings.hits += checked;
      if (checked > MOST_PER_ADDRESS)
        findings.add(`${checked} guesses of one address were checked`);
      await expectStatus(429, `198.51.100.${attacker}`, "the right password from a guesser");
      if (attacker === 0) await expectStatus(200, OFFICE, "the right password from a new address");
    }
    // What guesses from very many addresses lead to.
    await sql`update rate_limits set points = 100 where starts_with(key, 'signInByAccount:')`;
    await expectStatus(429, "203.0.113.1", "a new address, after a hundred guesses,");
    await expectStatus(200, HOME, "the known address at home, after a hundred guesses,");
    await expectStatus(200, "2001:db8:1:2::99", "another address of the known network");
    await sql`delete from rate_limits`;
    return {
      hits: findings.hits,
      figures: { "guessing addresses": ATTACKERS[scale], "guesses checked": findings.hits },
      problems: findings.problems,
    };
  },
});
