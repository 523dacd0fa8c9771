import type { OutgoingHttpHeaders } from "node:http";
import { memberships } from "@ai-cost/db";
import { dataOf, makePerson, mutate, type Person } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import { makeTenantFixture, type TenantFixture } from "../fixture/tenant-fixture";
import type { Random } from "../runner/random";

/** A person or a client that sends requests. */
export interface Actor {
  name: string;
  headers: OutgoingHttpHeaders;
  isSignedIn: boolean;
  /** The actor's account; null for an actor without a session. */
  userId: string | null;
  /** The actor's role in the project of the tenant `own`; null for an actor without access to that project. */
  role: "owner" | "admin" | "member" | null;
  own: TenantFixture;
  foreign: TenantFixture;
}

export interface Fixtures {
  team: TenantFixture;
  strangers: TenantFixture;
}

const ROLES = ["owner", "admin", "member"] as const;

/** Creates the two tenants. */
export async function makeFixtures(environment: Environment, random: Random): Promise<Fixtures> {
  return {
    team: await makeTenantFixture(environment, "team", random.fork("team")),
    strangers: await makeTenantFixture(environment, "stranger", random.fork("strangers")),
  };
}

/** Creates one actor for each role, one stranger, and one actor for each kind of missing or invalid credentials. */
export async function makeActors(
  environment: Environment,
  { team, strangers }: Fixtures,
): Promise<Actor[]> {
  const ofTeam = { own: team, foreign: strangers };
  const unknown = { isSignedIn: false, userId: null, role: null, ...ofTeam };
  const removed = await makeRemovedMember(environment, team);
  const expired = await makeMemberWithExpiredSession(environment, team);
  return [
    ...ROLES.map((role) => ({ ...signedIn(role, environment.people[role]), role, ...ofTeam })),
    { ...signedIn("removed member", removed), role: null, ...ofTeam },
    { name: "nobody", headers: {}, ...unknown },
    { name: "expired session", headers: { cookie: expired.cookie }, ...unknown },
    { name: "ingest key", headers: bearer(team.tenant.key), ...unknown },
    { name: "revoked ingest key", headers: bearer(team.revokedKey), ...unknown },
    {
      ...signedIn("stranger", environment.people.stranger),
      role: "owner",
      own: strangers,
      foreign: team,
    },
  ];
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const signedIn = (name: string, { id, cookie }: Person) => ({
  name,
  headers: { cookie },
  isSignedIn: true,
  userId: id,
});

async function makeMember(
  { owner, server }: Environment,
  team: TenantFixture,
  name: string,
): Promise<Person> {
  const person = await makePerson(owner.db, server.url, name);
  const { projectId } = team.tenant;
  await owner.db
    .insert(memberships)
    .values({ projectId, userId: person.id, role: "member", createdAt: new Date() });
  return person;
}

/** A person whom the owner has removed from the project and whose session is still valid. */
async function makeRemovedMember(environment: Environment, team: TenantFixture): Promise<Person> {
  const person = await makeMember(environment, team, "removed");
  const { projectId } = team.tenant;
  const removal = { projectId, email: person.email };
  dataOf(await mutate(environment.server.url, team.owner, "projects.removeMember", removal));
  return person;
}

async function makeMemberWithExpiredSession(
  environment: Environment,
  team: TenantFixture,
): Promise<Person> {
  const person = await makeMember(environment, team, "expired");
  await environment.owner.sql`
    update sessions set expires_at = now() - interval '1 second' where user_id = ${person.id}`;
  return person;
}
