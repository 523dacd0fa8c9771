import { acceptInvitation, type Context } from "@ai-cost/api";
import { contextSettings } from "@ai-cost/api/testing";
import { createAccount } from "@ai-cost/auth";
import { invitations, newId, users } from "@ai-cost/db";
import {
  dataOf,
  makePerson,
  median,
  mutate,
  PASSWORD,
  type Person,
  query,
  signIn,
} from "@ai-cost/testing";
import { firstDifference } from "../../access-matrix/comparable-response";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";
import { rankTest } from "./rank-test";

const ROUNDS = { short: 1, normal: 10, long: 50 };
const TIMINGS = { short: 20, normal: 1_000, long: 1_000 };
const WARM_UP_ROUNDS = 5;
/** The rank test's result that chance does not explain, and a difference that a network does not hide. */
const MOST_DEVIATIONS = 4;
const MOST_DIFFERENCE_MS = 1;
/** The number of known addresses that are invited in turn. */
const KNOWN_ADDRESSES = 10;

faultCase({
  id: "A18",
  title:
    "nobody is a member without accepting an invitation with its token, and inviting shows nobody who has an account",
  seenRedBy:
    "accounts that become members of the projects that have invited their address: “an invitation of this version made a member when its person got an account”",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { projectId } = await environment.makeTenant("team");
    for (let round = 0; round < ROUNDS[scale]; round += 1) {
      for (const isOld of [true, false])
        await joinWithoutConsent(environment, projectId, isOld, findings);
      await comeBackWithoutConsent(environment, projectId, findings);
    }
    const timing = await timeInvitations(environment, projectId, TIMINGS[scale], random, findings);
    const isTold =
      Math.abs(timing.deviations) > MOST_DEVIATIONS &&
      Math.abs(timing.differenceMs) > MOST_DIFFERENCE_MS;
    return {
      hits: findings.hits,
      figures: {
        "invitations timed for each": TIMINGS[scale],
        "with an account, median ms": timing.knownMs,
        "without one, median ms": timing.unknownMs,
        "with minus without, median ms": timing.differenceMs,
        "rank test, standard deviations": timing.deviations,
      },
      problems: findings.problems,
      excesses: isTold
        ? [
            `the time tells an account: ${timing.differenceMs} ms, ${timing.deviations} standard deviations`,
          ]
        : [],
    };
  },
});

const membershipCount = async (
  { owner: { sql } }: Environment,
  projectId: string,
  userId: string,
) => {
  const rows = await sql`
    select from memberships where project_id = ${projectId} and user_id = ${userId}`;
  return rows.length;
};

/** The token of a new invitation, which the team's owner makes over HTTP. */
async function invite(
  { server, people }: Environment,
  projectId: string,
  email: string,
): Promise<string> {
  const input = { projectId, email, role: "member" };
  const made = dataOf<{ link: string }>(
    await mutate(server.url, people.owner, "invitations.create", input),
  );
  return made.link.split("/").at(-1) ?? "";
}

/** Everything that a person can do with an invited address, except accepting, must make no member. */
async function joinWithoutConsent(
  environment: Environment,
  projectId: string,
  isOld: boolean,
  findings: Findings,
): Promise<void> {
  const { server, owner, people } = environment;
  const kind = isOld ? "an earlier version" : "this version";
  const email = `invited-${newId()}@example.com`;
  if (isOld)
    await owner.db
      .insert(invitations)
      .values({ projectId, email, role: "admin", createdAt: new Date() });
  else await invite(environment, projectId, email);
  const { id } = await createAccount(owner.db, {
    email,
    name: "x",
    password: PASSWORD,
    now: new Date(),
  });
  const check = async (after: string) => {
    findings.hits += 1;
    if ((await membershipCount(environment, projectId, id)) > 0)
      findings.add(`an invitation of ${kind} made a member when its person ${after}`);
  };
  await check("got an account");
  const cookie = await signIn(server.url, email);
  await check("signed in");
  const { status } = await query(server.url, { cookie }, "projects.get", { projectId });
  if (status !== 404) findings.add(`an invited person reads the project with the status ${status}`);
  const accepted = await mutate(server.url, people.owner, "invitations.create", {
    projectId,
    email,
    role: "member",
  });
  if (accepted.status !== 200)
    findings.add(`a second invitation has the status ${accepted.status}`);
  await check("was invited again");
  await owner.sql`delete from invitations where project_id = ${projectId}`;
}

/** A person who left must not come back without accepting again. */
async function comeBackWithoutConsent(
  environment: Environment,
  projectId: string,
  findings: Findings,
): Promise<void> {
  const { server, owner, people } = environment;
  const person = await makePerson(owner.db, server.url, "leaver");
  const first = await invite(environment, projectId, person.email);
  await accept(environment, person, first);
  if ((await membershipCount(environment, projectId, person.id)) !== 1)
    findings.add("an accepted invitation made no member");
  for (const end of ["projects.leave", "projects.removeMember"] as const) {
    const actor = end === "projects.leave" ? person : people.owner;
    const email = end === "projects.leave" ? {} : { email: person.email };
    dataOf(await mutate(server.url, actor, end, { projectId, ...email }));
    await accept(environment, person, first).then(
      () => findings.add("a used token was accepted again"),
      () => {},
    );
    const next = await invite(environment, projectId, person.email);
    await signIn(server.url, person.email);
    findings.hits += 1;
    if ((await membershipCount(environment, projectId, person.id)) > 0)
      findings.add(`a person is a member again after ${end} without accepting`);
    await accept(environment, person, next);
  }
}

/** Accepts in this process, on the environment's database, because the page of the link accepts only from a browser. */
function accept({ owner: { db } }: Environment, person: Person, token: string) {
  const log = { warn: () => {}, error: () => {} };
  const { id, name, email } = person;
  const user = { id, name, email, sessionId: "" };
  const context: Context = {
    db,
    user,
    now: new Date(),
    requestId: "a18",
    log,
    ...contextSettings(db),
  };
  return acceptInvitation(context, token);
}

interface InvitationTiming {
  knownMs: number;
  unknownMs: number;
  differenceMs: number;
  /** The result of the rank test. */
  deviations: number;
}

/** Invites addresses with and without an account in turn, and compares the responses and their times. */
async function timeInvitations(
  environment: Environment,
  projectId: string,
  rounds: number,
  random: Random,
  findings: Findings,
): Promise<InvitationTiming> {
  const { server, owner, people } = environment;
  const known = await insertAccounts(environment);
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const texts: string[] = [];
    // The order is random, so that periodic work of the server affects both in the same way.
    for (const kind of random.shuffle<"known" | "unknown">(["known", "unknown"])) {
      const email = kind === "known" ? (known.at(round % known.length) ?? "") : addressOf(newId());
      const input = { projectId, email, role: "member" };
      const response = await mutate(server.url, people.owner, "invitations.create", input);
      if (round >= 0) times[kind].push(response.ms);
      texts.push(shapeOf(response, email));
    }
    const [one = "", other = ""] = texts;
    findings.hits += 1;
    if (one !== other)
      findings.add(`known and unknown addresses differ: ${firstDifference(one, other)}`);
    await owner.sql`delete from invitations where project_id = ${projectId}`;
    await owner.sql`delete from rate_limits where key like 'invitationLinks:%'`;
  }
  const [knownMs, unknownMs] = [median(times.known), median(times.unknown)];
  const deviations = rankTest(times.known, times.unknown);
  return { knownMs, unknownMs, differenceMs: knownMs - unknownMs, deviations };
}

const addressOf = (id: string) => `timed-${id}@example.com`;

/** Accounts without a password, which is enough to be found by their address. */
async function insertAccounts({ owner: { db } }: Environment): Promise<string[]> {
  const at = { createdAt: new Date(), updatedAt: new Date() };
  const ids = Array.from({ length: KNOWN_ADDRESSES }, () => newId());
  await db.insert(users).values(ids.map((id) => ({ id, name: "x", email: addressOf(id), ...at })));
  return ids.map(addressOf);
}

/** The status and text of a response, without the address, the token and the time. */
const shapeOf = ({ status, text }: { status: number; text: string }, email: string): string =>
  `${status} ${text}`
    .replaceAll(email, "<address>")
    .replace(/inv_[\w-]{43}/, "<token>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, "<instant>");
