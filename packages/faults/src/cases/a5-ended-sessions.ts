import { resetPassword } from "@ai-cost/auth";
import { change, makePerson, type Person, request, signIn } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { Found } from "../report/found";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import { cookieParts, isKnown } from "../rig/sessions";

const SCALES: Record<Scale, number> = { short: 1, normal: 10, long: 100 };
const NEW_PASSWORD = "another password for the faults";

export const endedSessions: FaultCase = {
  id: "A5",
  title: "a session that has ended is nobody's at the very next request, and none can be made up",
  seenRedBy: "a process that remembers whose a session's cookie is",
  async run(rig, scale, random) {
    const found = new Found();
    for (let round = 0; round < SCALES[scale]; round += 1) {
      const person = await makePerson(rig.owner.db, rig.server.url, "leaver");
      for (const [how, end] of Object.entries(ENDINGS)) {
        const cookie = await signInAgain(rig, person);
        if (!(await isKnown(rig.server.url, cookie)))
          found.problem(`before it was ${how} it was not known`);
        await end(rig, { ...person, cookie });
        found.hits += 1;
        if (await isKnown(rig.server.url, cookie)) found.problem(`${how}, a session goes on`);
        await seePage(rig, cookie, how, found);
      }
      await tryForgeries(rig, person, random, found);
      await tryFixation(rig, person, found);
    }
    return { hits: found.hits, figures: { rounds: SCALES[scale] }, problems: found.problems };
  },
};

/** The password is changed in the round, so whichever is good is taken. */
const signInAgain = ({ server }: Rig, { email }: Person): Promise<string> =>
  signIn(server.url, email).catch(() => signIn(server.url, email, NEW_PASSWORD));

const ENDINGS: Record<string, (rig: Rig, person: Person) => Promise<unknown>> = {
  expired: ({ owner: { sql } }, { id }) =>
    sql`update sessions set expires_at = now() - interval '1 millisecond' where user_id = ${id}`,
  "taken away": ({ owner: { sql } }, { id }) => sql`delete from sessions where user_id = ${id}`,
  "signed out": ({ server }, { cookie }) =>
    request(new URL("/api/auth/sign-out", server.url), {
      method: "POST",
      headers: { cookie, origin: server.url, "content-type": "application/json" },
      body: "{}",
    }),
  "left behind by a new password": ({ owner: { db } }, { email }) =>
    resetPassword(db, { email, password: NEW_PASSWORD, now: new Date() }),
};

/** A page sends away whoever is nobody. */
async function seePage({ server }: Rig, cookie: string, how: string, found: Found): Promise<void> {
  const url = new URL("/dashboard", server.url);
  const { status } = await request(url, { headers: { cookie }, redirect: "manual" });
  if (status !== 307) found.problem(`${how}, a session's page answers ${status}`);
}

/** Cookies that were not given: changed by one character, without or with another's signature. */
async function tryForgeries(rig: Rig, person: Person, random: Random, found: Found): Promise<void> {
  const [cookie, other] = [await signInAgain(rig, person), rig.people.stranger.cookie];
  const { name, value, token } = cookieParts(cookie);
  const foreign = cookieParts(other);
  const signature = value.slice(token.length + 1);
  const forgeries = [
    token,
    `${token}.`,
    `${token}.${"A".repeat(signature.length)}`,
    `${foreign.token}.${signature}`,
    `${token}.${foreign.value.slice(foreign.token.length + 1)}`,
    ...Array.from({ length: 5 }, () => changedByOne(value, random)),
  ];
  for (const forged of forgeries) {
    found.hits += 1;
    if (await isKnown(rig.server.url, `${name}=${encodeURIComponent(forged)}`))
      found.problem("a cookie that was never given is taken for a session");
  }
}

/** Not the last character of the signature, of whose bits some say nothing. */
function changedByOne(value: string, random: Random): string {
  const at = random.integer(
    0,
    value.indexOf("=") === -1 ? value.length - 2 : value.indexOf("=") - 2,
  );
  const changed = value[at] === "x" ? "y" : "x";
  return value.slice(0, at) + changed + value.slice(at + 1);
}

/** Who plants a cookie of their own before somebody signs in must not have that person's session then. */
async function tryFixation(rig: Rig, person: Person, found: Found): Promise<void> {
  const { stranger } = rig.people;
  const { url } = rig.server;
  const cookie = await signIn(url, stranger.email);
  await request(new URL("/api/auth/sign-in/email", url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, cookie },
    body: JSON.stringify({ email: person.email, password: NEW_PASSWORD }),
  });
  const [planted] = await rig.owner.sql<{ userId: string }[]>`
    select user_id as "userId" from sessions where token = ${cookieParts(cookie).token}`;
  found.hits += 1;
  if (planted && planted.userId !== stranger.id)
    found.problem("a planted session became the person's");
  await change(url, { ...person, cookie }, "projects.create", { name: "Planted" });
  const made = await rig.owner.sql`
    select 1 from memberships join projects on projects.id = project_id
    where user_id = ${person.id} and name = 'Planted'`;
  if (made.length > 0) found.problem("a planted cookie acts for the person");
}
