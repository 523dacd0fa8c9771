import { makePerson, PASSWORD, type RawResponse, sendRaw } from "@ai-cost/testing";
import { comparableText, firstDifference } from "../../access-matrix/comparable-response";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";

const SCALES = {
  short: { ofOneAccount: 12, ofManyAccounts: 3 },
  normal: { ofOneAccount: 400, ofManyAccounts: 400 },
  long: { ofOneAccount: 1_000, ofManyAccounts: 1_000 },
};
/** The numbers of guesses that the server permits in fifteen minutes from one IP address: for one account, and for all. */
const MOST_PER_ACCOUNT = 10;
const MOST_PER_ADDRESS = 100;
const WRONG_PASSWORD = "a wrong password";

faultCase({
  id: "A12",
  title:
    "an account permits ten wrong passwords from an address and no more, and nobody can find out which addresses have accounts",
  seenRedBy: "a limit of a hundred times as many guesses for an account and from an address",
  async run({ environment, scale, random }) {
    const { ofOneAccount, ofManyAccounts } = SCALES[scale];
    const findings = new Findings();
    const { db, sql } = environment.owner;
    const resetLimits = () => sql`delete from rate_limits`;
    await resetLimits();
    const { email } = await makePerson(db, environment.server.url, "guessed");
    await compareKnownWithUnknown(environment, email, findings);
    await resetLimits();
    const checkedForOne = await guess(environment, () => email, ofOneAccount, random);
    if (checkedForOne > MOST_PER_ACCOUNT)
      findings.add(`${checkedForOne} passwords of one account were checked`);
    const right = await signInAs(environment, email, PASSWORD, {});
    if (right.status !== 429)
      findings.add(`the right password has the status ${right.status} after too many guesses`);
    await resetLimits();
    const emailOf = (number: number) => `guessed-${number}@example.com`;
    const checkedForMany = await guess(environment, emailOf, ofManyAccounts, random);
    if (checkedForMany > MOST_PER_ADDRESS)
      findings.add(`${checkedForMany} passwords from one address were checked`);
    await resetLimits();
    findings.hits += ofOneAccount + ofManyAccounts - checkedForOne - checkedForMany;
    return {
      hits: findings.hits,
      figures: {
        "guesses for one account": ofOneAccount,
        "of them checked": checkedForOne,
        "guesses for many accounts": ofManyAccounts,
        "of these checked": checkedForMany,
      },
      problems: findings.problems,
    };
  },
});

/** Returns how many guesses are not refused. Each guess claims to come from a different IP address. */
async function guess(
  environment: Environment,
  emailOf: (number: number) => string,
  guesses: number,
  random: Random,
): Promise<number> {
  let checked = 0;
  for (let number = 0; number < guesses; number += 1) {
    const claim = Array.from({ length: 4 }, () => random.integer(1, 254)).join(".");
    const headers = {
      "x-forwarded-for": random.chance(0.5) ? claim : `2001:db8::${number}`,
      "x-real-ip": claim,
      forwarded: `for=${claim}`,
      "cf-connecting-ip": claim,
    };
    const email = random.chance(0.3) ? emailOf(number).toUpperCase() : emailOf(number);
    const { status } = await signInAs(environment, email, `guess ${number}`, headers);
    if (status !== 429) checked += 1;
  }
  return checked;
}

function signInAs(
  { server }: Environment,
  email: string,
  password: string,
  headers: Record<string, string>,
): Promise<RawResponse> {
  return sendRaw(server.url, {
    path: "/api/auth/sign-in/email",
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url, ...headers },
    body: JSON.stringify({ email, password }),
  });
}

/**
 * Checks that the responses for a known and an unknown e-mail address are the same, even when the limit
 * on guesses is exceeded.
 */
async function compareKnownWithUnknown(
  environment: Environment,
  known: string,
  findings: Findings,
): Promise<void> {
  const unknown = known.replace("guessed", "nobody1");
  for (let attempt = 0; attempt <= MOST_PER_ACCOUNT; attempt += 1) {
    const texts = [];
    for (const email of [known, unknown]) {
      const response = await signInAs(environment, email, WRONG_PASSWORD, {});
      // The windows of the two limits can start in different seconds, so Retry-After can differ.
      const retryAfter = String(response.headers["retry-after"] ?? "");
      texts.push(comparableText(response, [email, retryAfter]));
    }
    const [one = "", other = ""] = texts;
    findings.hits += 1;
    if (one !== other)
      findings.add(`known and unknown addresses differ: ${firstDifference(one, other)}`);
  }
}
