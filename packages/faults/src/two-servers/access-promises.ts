import { memberships } from "@ai-cost/db";
import { REQUESTS } from "@ai-cost/ingest/testing";
import { makePerson, mutate, type Person, request, signIn } from "@ai-cost/testing";
import { isSessionValid } from "../fixture/session-cookie";
import { postUsage } from "../traffic/deliver";
import { mutateHere, type Promises, queryThere, type TwoServers } from "./two-servers";

/**
 * The number of wrong passwords that the servers together accept for one account in fifteen minutes
 * before they refuse.
 */
const MOST_GUESSES = 10;

/** The promises about sessions, keys, roles and rate limits. */
export const ACCESS_PROMISES: Promises = {
  "a session starts": async ({ environment, here, there }) =>
    isSessionValid(there, await signIn(here, environment.people.owner.email)),

  "a session ends": async ({ environment, here, there }) => {
    const cookie = await signIn(there, environment.people.owner.email);
    const wasValid = await isSessionValid(there, cookie);
    await postToAuth(here, "sign-out", {}, { cookie });
    return wasValid && !(await isSessionValid(there, cookie));
  },

  "a key is created and revoked": async (servers) => {
    const { keyId, text } = await mutateHere<{ keyId: string; text: string }>(
      servers,
      "ingestKeys.create",
      { name: "Of two servers" },
    );
    const statuses = [await statusOfKey(servers, text)];
    await mutateHere(servers, "ingestKeys.revoke", { keyId });
    statuses.push(await statusOfKey(servers, text));
    return statuses.join() === "200,401";
  },

  "an invited person has no access, and no access after a revocation": async (servers) => {
    const person = await makePerson(servers.environment.owner.db, servers.there, "invited");
    const { email } = person;
    await mutateHere(servers, "invitations.create", { email, role: "admin" });
    const statuses = [await statusOfMember(servers, person)];
    const listed = async () =>
      (
        await queryThere<{ invitations: { email: string }[] }>(servers, "invitations.list")
      ).invitations.some((invitation) => invitation.email === email);
    const wasListed = await listed();
    await mutateHere(servers, "invitations.revoke", { email });
    statuses.push(await statusOfMember(servers, person));
    return wasListed && !(await listed()) && statuses.join() === "404,404";
  },

  "a member becomes an admin and a member again, and is removed": async (servers) => {
    const { environment, tenant, there } = servers;
    const person = await makePerson(environment.owner.db, there, "member");
    const { email } = person;
    const statuses = [await statusOfMember(servers, person)];
    await environment.owner.db.insert(memberships).values({
      projectId: tenant.projectId,
      userId: person.id,
      role: "member",
      createdAt: new Date(),
    });
    statuses.push(await statusOfMember(servers, person));
    for (const role of ["admin", "member"]) {
      await mutateHere(servers, "projects.changeMemberRole", { email, role });
      statuses.push(await statusOfMember(servers, person));
    }
    await mutateHere(servers, "projects.removeMember", { email });
    statuses.push(await statusOfMember(servers, person));
    return statuses.join() === "404,403,200,403,404";
  },

  "passwords are guessed": async ({ environment, here, there }) => {
    const { email } = await makePerson(environment.owner.db, here, "guessed");
    const statuses: number[] = [];
    for (let guess = 0; guess <= MOST_GUESSES; guess += 1) {
      const url = guess % 2 === 0 ? here : there;
      const { status } = await postToAuth(url, "sign-in/email", {
        email,
        password: "a wrong password",
      });
      statuses.push(status);
    }
    return statuses.filter((status) => status !== 429).length === MOST_GUESSES;
  },
};

const postToAuth = (url: string, path: string, body: object, headers = {}) =>
  request(new URL(`/api/auth/${path}`, url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, ...headers },
    body: JSON.stringify(body),
  });

/** Sends a request with this key and without events to the other server. Returns the status of the response. */
const statusOfKey = async ({ there }: TwoServers, key: string): Promise<number> =>
  (await postUsage(there, key, REQUESTS["usage events"]([]))).status;

/** Calls a mutation for admins as this person on the other server. Returns the status of the response. */
async function statusOfMember({ tenant, there }: TwoServers, person: Person): Promise<number> {
  const input = { projectId: tenant.projectId, limitDollars: 99 };
  return (await mutate(there, person, "aiCost.setBudgetLimit", input)).status;
}
