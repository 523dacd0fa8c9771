import { type DatabaseClient, memberships, newId, projects, sessions, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import type { SessionUser } from "../index";

/** The time of every request, unless a test chooses another one. */
export const NOW = new Date("2026-11-15T12:00:00.000Z");

export interface Fixture {
  projectId: string;
  owner: SessionUser;
  admin: SessionUser;
  member: SessionUser;
  /** A user who owns `foreignProjectId` and is not a member of `projectId`. */
  stranger: SessionUser;
  foreignProjectId: string;
}

type Db = DatabaseClient["db"];

/** A user with an account and no project. */
export async function insertUser(db: Db, name = "A person"): Promise<SessionUser> {
  const id = newId();
  const email = `${id}@example.com`;
  await db.insert(users).values({ id, email, name, createdAt: NOW, updatedAt: NOW });
  return { id, email, name, sessionId: newId() };
}

/** Signs the user in once more. Returns the id of the new session. */
export async function insertSession(
  db: Db,
  { id: userId }: Pick<SessionUser, "id">,
  values: Partial<typeof sessions.$inferInsert> = {},
): Promise<string> {
  const id = newId();
  const expiresAt = new Date(NOW.getTime() + 14 * 24 * 60 * 60 * 1000);
  const at = { createdAt: NOW, updatedAt: NOW, expiresAt };
  await db.insert(sessions).values({ id, userId, token: newId(), ...at, ...values });
  return id;
}

export async function insertProject(
  db: Db,
  members: readonly (readonly [SessionUser, Role])[],
  name = "Atlas",
): Promise<string> {
  const projectId = newId();
  await db.insert(projects).values({ id: projectId, name, createdAt: NOW });
  for (const [user, role] of members) await insertMembership(db, projectId, user, role);
  return projectId;
}

export async function insertMembership(
  db: Db,
  projectId: string,
  { id: userId }: SessionUser,
  role: Role,
): Promise<void> {
  await db.insert(memberships).values({ projectId, userId, role, createdAt: NOW });
}

/** A project with an owner, an admin and a member, and a stranger with a project of their own. */
export async function insertFixture(db: Db): Promise<Fixture> {
  const [owner, admin, member, stranger] = [
    await insertUser(db),
    await insertUser(db),
    await insertUser(db),
    await insertUser(db),
  ];
  const projectId = await insertProject(db, [
    [owner, "owner"],
    [admin, "admin"],
    [member, "member"],
  ]);
  const foreignProjectId = await insertProject(db, [[stranger, "owner"]], "Borealis");
  return { projectId, owner, admin, member, stranger, foreignProjectId };
}
