import { type ExchangeAnswer, exchange, makePerson, median, PASSWORD } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { firstDifference, plainAnswer } from "../matrix/plain-answer";
import { Found } from "../report/found";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";

const SCALES: Record<Scale, { tries: number; timings: number }> = {
  short: { tries: 13, timings: 1 },
  normal: { tries: 400, timings: 40 },
  long: { tries: 1_000, timings: 40 },
};
/** Of one account, and from one address, in a quarter of an hour. */
const MOST_PASSES = 10;
const MOST_FROM_ONE_ADDRESS = 100;

export const guessedPasswords: FaultCase = {
  id: "A12",
  title:
    "passwords are guessed ten times and no more, and nobody learns which addresses have accounts",
  seenRedBy: "a hundred times as many guesses of an account and from an address",
  async run(rig, scale, random) {
    const { tries, timings } = SCALES[scale];
    const found = new Found();
    const forget = () => rig.owner.sql`delete from rate_limits`;
    await forget();
    const { email } = await makePerson(rig.owner.db, rig.server.url, "guessed");
    await tryEnumeration(rig, email, found);
    await forget();
    const differenceMs = await timeBoth(rig, email, timings, forget);
    await forget();
    const ofAccount = await guess(rig, () => email, tries, random);
    if (ofAccount > MOST_PASSES) found.problem(`${ofAccount} guesses of one account were tried`);
    const right = await signInAs(rig, email, PASSWORD, {});
    if (right.status !== 429)
      found.problem(`the right password is answered ${right.status} meanwhile`);
    await forget();
    const ofMany = await guess(rig, (number) => `guessed-${number}@example.com`, tries, random);
    if (ofMany > MOST_FROM_ONE_ADDRESS)
      found.problem(`${ofMany} guesses from one address were tried`);
    await forget();
    found.hits += 2 * tries - ofAccount - ofMany;
    return {
      hits: found.hits,
      figures: {
        "guesses of one account": tries,
        "of them tried": ofAccount,
        "of many accounts tried": ofMany,
        "known less unknown, median ms": differenceMs,
      },
      problems: found.problems,
    };
  },
};

/** How many guesses reached the password, while the client claims to be somewhere else each time. */
async function guess(
  rig: Rig,
  emailOf: (number: number) => string,
  tries: number,
  random: Random,
): Promise<number> {
  let passes = 0;
  for (let number = 0; number < tries; number += 1) {
    const claim = Array.from({ length: 4 }, () => random.integer(1, 254)).join(".");
    const headers = {
      "x-forwarded-for": random.chance(0.5) ? claim : `2001:db8::${number}`,
      "x-real-ip": claim,
      forwarded: `for=${claim}`,
      "cf-connecting-ip": claim,
    };
    const email = random.chance(0.3) ? emailOf(number).toUpperCase() : emailOf(number);
    const { status } = await signInAs(rig, email, `guess ${number}`, headers);
    if (status !== 429) passes += 1;
  }
  return passes;
}

function signInAs(
  { server }: Rig,
  email: string,
  password: string,
  headers: Record<string, string>,
): Promise<ExchangeAnswer> {
  return exchange(server.url, {
    path: "/api/auth/sign-in/email",
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url, ...headers },
    body: JSON.stringify({ email, password }),
  });
}

/** To the byte, also when there are no tries left. */
async function tryEnumeration(rig: Rig, known: string, found: Found): Promise<void> {
  const unknown = known.replace("guessed", "nobody1");
  for (let attempt = 0; attempt <= MOST_PASSES; attempt += 1) {
    const answers = [];
    for (const email of [known, unknown]) {
      const answer = await signInAs(rig, email, "not it", {});
      // Each has seconds of its own, since they were not begun in the same one.
      answers.push(plainAnswer(answer, [email, String(answer.headers["retry-after"] ?? "")]));
    }
    const [one = "", other = ""] = answers;
    found.hits += 1;
    if (one !== other) found.problem(`known from unknown: ${firstDifference(one, other)}`);
  }
}

/** By how many milliseconds the medians of a known and an unknown address differ, asked in turns. */
async function timeBoth(
  rig: Rig,
  known: string,
  rounds: number,
  forget: () => Promise<unknown>,
): Promise<number> {
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let round = 0; round < rounds; round += 1) {
    await forget();
    times.known.push((await signInAs(rig, known, "not it", {})).ms);
    times.unknown.push((await signInAs(rig, `nobody-${round}@example.com`, "not it", {})).ms);
  }
  return median(times.known) - median(times.unknown);
}
