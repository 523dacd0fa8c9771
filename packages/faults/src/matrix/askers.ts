import type { OutgoingHttpHeaders } from "node:http";
import { memberships } from "@ai-cost/db";
import { change, dataOf, makePerson, type Person } from "@ai-cost/testing";
import type { Rig } from "../rig/rig";
import type { Estate } from "./estate";

/** Somebody who asks, or something that does. */
export interface Asker {
  name: string;
  headers: OutgoingHttpHeaders;
  isSignedIn: boolean;
  /** In the project that they call their own; null when it is no longer theirs, or never was. */
  role: "owner" | "admin" | "member" | null;
  own: Estate;
  foreign: Estate;
}

export interface Estates {
  team: Estate;
  strangers: Estate;
}

const ROLES = ["owner", "admin", "member"] as const;

/** Those with a role, the stranger, and everybody whom the server must not know. */
export async function makeAskers(rig: Rig, { team, strangers }: Estates): Promise<Asker[]> {
  const inTeam = { own: team, foreign: strangers };
  const unknown = { isSignedIn: false, role: null, ...inTeam };
  const removed = await makeRemoved(rig, team);
  const expired = await makeExpired(rig, team);
  return [
    ...ROLES.map((role) => ({ ...signedIn(role, rig.people[role]), role, ...inTeam })),
    { ...signedIn("removed member", removed), role: null, ...inTeam },
    { name: "nobody", headers: {}, ...unknown },
    { name: "expired session", headers: { cookie: expired.cookie }, ...unknown },
    { name: "key", headers: bearer(team.tenant.key), ...unknown },
    { name: "revoked key", headers: bearer(team.revokedKey), ...unknown },
    { ...signedIn("stranger", rig.people.stranger), role: "owner", own: strangers, foreign: team },
  ];
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const signedIn = (name: string, { cookie }: Person) => ({
  name,
  headers: { cookie },
  isSignedIn: true,
});

async function makeMember({ owner, server }: Rig, team: Estate, name: string): Promise<Person> {
  const person = await makePerson(owner.db, server.url, name);
  const { projectId } = team.tenant;
  await owner.db
    .insert(memberships)
    .values({ projectId, userId: person.id, role: "member", createdAt: new Date() });
  return person;
}

/** By the procedure that people use, while the session goes on. */
async function makeRemoved(rig: Rig, team: Estate): Promise<Person> {
  const person = await makeMember(rig, team, "removed");
  const { projectId } = team.tenant;
  const removal = { projectId, email: person.email };
  dataOf(await change(rig.server.url, team.owner, "projects.removeMember", removal));
  return person;
}

async function makeExpired(rig: Rig, team: Estate): Promise<Person> {
  const person = await makeMember(rig, team, "expired");
  await rig.owner.sql`
    update sessions set expires_at = now() - interval '1 second' where user_id = ${person.id}`;
  return person;
}
