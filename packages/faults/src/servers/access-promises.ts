import { REQUESTS } from "@ai-cost/ingest/testing";
import { change, makePerson, type Person, request, signIn } from "@ai-cost/testing";
import { postUsage } from "../rig/deliver";
import { isKnown } from "../rig/sessions";
import { changeHere, type Promises, type TwoServers } from "./two-servers";

/** Wrong passwords of one account in a quarter of an hour. */
const MOST_GUESSES = 10;

/** Who may come in, and as what. */
export const ACCESS_PROMISES: Promises = {
  "a session is begun": async ({ rig, here, there }) =>
    isKnown(there, await signIn(here, rig.people.owner.email)),

  "a session is ended": async ({ rig, here, there }) => {
    const cookie = await signIn(there, rig.people.owner.email);
    const wasKnown = await isKnown(there, cookie);
    await postToAuth(here, "sign-out", {}, { cookie });
    return wasKnown && !(await isKnown(there, cookie));
  },

  "a key is made and revoked": async (servers) => {
    const { keyId, text } = await changeHere<{ keyId: string; text: string }>(
      servers,
      "ingestKeys.create",
      { name: "Of two servers" },
    );
    const statuses = [await statusOfKey(servers, text)];
    await changeHere(servers, "ingestKeys.revoke", { keyId });
    statuses.push(await statusOfKey(servers, text));
    return statuses.join() === "200,401";
  },

  "a member is added, made an admin, a member again, and removed": async (servers) => {
    const person = await makePerson(servers.rig.owner.db, servers.there, "member");
    const { email } = person;
    const statuses = [await statusOfMember(servers, person)];
    await changeHere(servers, "projects.addMember", { email, role: "member" });
    statuses.push(await statusOfMember(servers, person));
    for (const role of ["admin", "member"]) {
      await changeHere(servers, "projects.changeMemberRole", { email, role });
      statuses.push(await statusOfMember(servers, person));
    }
    await changeHere(servers, "projects.removeMember", { email });
    statuses.push(await statusOfMember(servers, person));
    return statuses.join() === "404,403,200,403,404";
  },

  "passwords are guessed": async ({ rig, here, there }) => {
    const { email } = await makePerson(rig.owner.db, here, "guessed");
    const statuses: number[] = [];
    for (let guess = 0; guess <= MOST_GUESSES; guess += 1) {
      const url = guess % 2 === 0 ? here : there;
      const { status } = await postToAuth(url, "sign-in/email", {
        email,
        password: "not it at all",
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

/** What a request without a single event is answered there. */
const statusOfKey = async ({ there }: TwoServers, key: string): Promise<number> =>
  (await postUsage(there, key, REQUESTS["usage events"]([]))).status;

/** What somebody is answered there who would do what admins may. */
async function statusOfMember({ tenant, there }: TwoServers, person: Person): Promise<number> {
  const input = { projectId: tenant.projectId, limitDollars: 99 };
  return (await change(there, person, "aiCost.setBudgetLimit", input)).status;
}
