import { resetPassword } from "@ai-cost/auth";
import {
  dataOf,
  makePerson,
  mutate,
  PASSWORD,
  type Person,
  query,
  request,
  signIn,
} from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import { cookieParts, isSessionValid } from "../../fixture/session-cookie";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";

const ROUNDS = { short: 1, normal: 10, long: 100 };
const NEW_PASSWORD = "another password for the faults";

faultCase({
  id: "A5",
  title:
    "a session that has ended is invalid at the very next request, and none can be forged or fixed",
  seenRedBy: "a process that caches the person of a session cookie",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { url } = environment.server;
    for (let round = 0; round < ROUNDS[scale]; round += 1) {
      const person = await makePerson(environment.owner.db, url, "leaver");
      for (const [how, end] of Object.entries(ENDINGS)) {
        const cookie = await signInAgain(environment, person);
        if (!(await isSessionValid(url, cookie)))
          findings.add(`a session was invalid before it was ${how}`);
        await end(environment, { ...person, cookie });
        findings.hits += 1;
        if (await isSessionValid(url, cookie))
          findings.add(`a session is valid after it was ${how}`);
        await checkPage(environment, cookie, how, findings);
      }
      await tryForgeries(environment, person, random, findings);
      await tryFixation(environment, person, findings);
    }
    return { hits: findings.hits, figures: { rounds: ROUNDS[scale] }, problems: findings.problems };
  },
});

interface Session {
  sessionId: string;
  isCurrent: boolean;
}

/** Tries the old and the new password, because the case changes it. */
const signInWithEither = (serverUrl: string, email: string): Promise<string> =>
  signIn(serverUrl, email).catch(() => signIn(serverUrl, email, NEW_PASSWORD));

const signInAgain = ({ server }: Environment, { email }: Person): Promise<string> =>
  signInWithEither(server.url, email);

const ENDINGS: Record<string, (environment: Environment, person: Person) => Promise<unknown>> = {
  expired: ({ owner: { sql } }, { id }) =>
    sql`update sessions set expires_at = now() - interval '1 millisecond' where user_id = ${id}`,
  deleted: ({ owner: { sql } }, { id }) => sql`delete from sessions where user_id = ${id}`,
  "signed out": ({ server }, { cookie }) =>
    request(new URL("/api/auth/sign-out", server.url), {
      method: "POST",
      headers: { cookie, origin: server.url, "content-type": "application/json" },
      body: "{}",
    }),
  "revoked on the account page": async ({ server }, { cookie, email }) => {
    const elsewhere = { cookie: await signInWithEither(server.url, email) };
    const sessions = dataOf<Session[]>(await query(server.url, { cookie }, "account.listSessions"));
    const sessionId = sessions.find(({ isCurrent }) => isCurrent)?.sessionId;
    dataOf(await mutate(server.url, elsewhere, "account.revokeSession", { sessionId }));
  },
  "revoked with all others": async ({ server }, { email }) => {
    const elsewhere = { cookie: await signInWithEither(server.url, email) };
    dataOf(await mutate(server.url, elsewhere, "account.revokeOtherSessions", {}));
  },
  "ended by a change of the password": async ({ server }, { email }) => {
    const cookie = await signIn(server.url, email);
    const response = await request(new URL("/api/auth/change-password", server.url), {
      method: "POST",
      headers: { cookie, origin: server.url, "content-type": "application/json" },
      body: JSON.stringify({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
    });
    if (response.status !== 200) throw new Error(`the change has the status ${response.status}`);
  },
  "ended by a password reset": ({ owner: { db } }, { email }) =>
    resetPassword(db, { email, password: NEW_PASSWORD, now: new Date() }),
};

async function checkPage(
  { server }: Environment,
  cookie: string,
  how: string,
  findings: Findings,
): Promise<void> {
  const url = new URL("/dashboard", server.url);
  const { status } = await request(url, { headers: { cookie }, redirect: "manual" });
  if (status !== 307) findings.add(`a page of a session that was ${how} has the status ${status}`);
}

/**
 * Tries cookies that the server has not issued: with a changed character, without a signature, or with a
 * wrong signature.
 */
async function tryForgeries(
  environment: Environment,
  person: Person,
  random: Random,
  findings: Findings,
): Promise<void> {
  const cookie = await signInAgain(environment, person);
  const { name, value, token } = cookieParts(cookie);
  const foreign = cookieParts(environment.people.stranger.cookie);
  const signature = value.slice(token.length + 1);
  const forgeries = [
    token,
    `${token}.`,
    `${token}.${"A".repeat(signature.length)}`,
    `${foreign.token}.${signature}`,
    `${token}.${foreign.value.slice(foreign.token.length + 1)}`,
    ...Array.from({ length: 5 }, () => withOneChange(value, random)),
  ];
  for (const forged of forgeries) {
    findings.hits += 1;
    if (await isSessionValid(environment.server.url, `${name}=${encodeURIComponent(forged)}`))
      findings.add("a forged cookie is accepted as a session");
  }
}

/** Changes one character, but not the last one of the signature, because some of its bits have no meaning. */
function withOneChange(value: string, random: Random): string {
  const padding = value.indexOf("=");
  const at = random.integer(0, (padding === -1 ? value.length : padding) - 2);
  const changed = value[at] === "x" ? "y" : "x";
  return value.slice(0, at) + changed + value.slice(at + 1);
}

/** Session fixation: an attacker plants a session of their own before a person signs in. */
async function tryFixation(
  environment: Environment,
  person: Person,
  findings: Findings,
): Promise<void> {
  const { stranger } = environment.people;
  const { url } = environment.server;
  const cookie = await signIn(url, stranger.email);
  await request(new URL("/api/auth/sign-in/email", url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, cookie },
    body: JSON.stringify({ email: person.email, password: NEW_PASSWORD }),
  });
  const [planted] = await environment.owner.sql<{ userId: string }[]>`
    select user_id as "userId" from sessions where token = ${cookieParts(cookie).token}`;
  findings.hits += 1;
  if (planted && planted.userId !== stranger.id)
    findings.add("the planted session belongs to the person who signed in");
  await mutate(url, { cookie }, "projects.create", { name: "Planted" });
  const created = await environment.owner.sql`
    select 1 from memberships join projects on projects.id = project_id
    where user_id = ${person.id} and name = 'Planted'`;
  if (created.length > 0) findings.add("the planted cookie acts for the person who signed in");
}
