import { type DatabaseClient, memberships, newId, projects, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { vi } from "vitest";
import { type Context, createCaller, createContext, type SessionUser } from "../index";

export const NOW = new Date("2026-11-15T12:00:00.000Z");

export interface World {
  projectId: string;
  /** The stranger's own project. */
  foreignProjectId: string;
  owner: SessionUser;
  admin: SessionUser;
  member: SessionUser;
  stranger: SessionUser;
}

type Db = DatabaseClient["db"];

/** A person with an account. */
export async function newPerson(db: Db, name = "A person"): Promise<SessionUser> {
  const id = newId();
  const email = `${id}@example.com`;
  await db.insert(users).values({ id, email, name, createdAt: NOW, updatedAt: NOW });
  return { id, email, name };
}

/** A project with these people on its list. */
export async function newProject(
  db: Db,
  people: readonly (readonly [SessionUser, Role])[],
  name = "Atlas",
): Promise<string> {
  const projectId = newId();
  await db.insert(projects).values({ id: projectId, name, createdAt: NOW });
  for (const [{ id: userId }, role] of people)
    await db.insert(memberships).values({ projectId, userId, role, createdAt: NOW });
  return projectId;
}

/** A project with an owner, an admin and a member, and a stranger who owns another one. */
export async function newWorld(db: Db): Promise<World> {
  const [owner, admin, member, stranger] = [
    await newPerson(db),
    await newPerson(db),
    await newPerson(db),
    await newPerson(db),
  ];
  const projectId = await newProject(db, [
    [owner, "owner"],
    [admin, "admin"],
    [member, "member"],
  ]);
  const foreignProjectId = await newProject(db, [[stranger, "owner"]], "Borealis");
  return { projectId, foreignProjectId, owner, admin, member, stranger };
}

/** A request's context with a log that remembers. */
export const contextOf = (db: Db, user: SessionUser | null, now = NOW) => ({
  ...createContext({ db, user, now, requestId: "request-1", log: { warn() {}, error() {} } }),
  log: { warn: vi.fn<Context["log"]["warn"]>(), error: vi.fn<Context["log"]["error"]>() },
});

/** The procedures as that person calls them on the server. */
export const callerOf = (db: Db, user: SessionUser | null, now = NOW) =>
  createCaller(contextOf(db, user, now));
