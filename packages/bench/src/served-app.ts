import { randomBytes } from "node:crypto";
import { CHECKOUT } from "@ai-cost/command";
import {
  createDatabase,
  type Database,
  type DatabaseClient,
  memberships,
  sessions,
  users,
} from "@ai-cost/db";
import { makePerson, type Person, startLoopbackServer } from "@ai-cost/testing";
import { buildApp } from "@ai-cost/web-server";
import { eq } from "drizzle-orm";
import type { FilledDatabase } from "./filled-database";

const PROJECTS = 10;

/** The production server, and somebody who is signed in there. */
export interface ServedApp {
  url: string;
  owner: Person;
  sql: DatabaseClient["sql"];
}

/** Does `work` while the app, built if need be, serves the database to the owner of ten projects. */
export async function withServedApp<Result>(
  { databaseUrl, projectId, progress }: FilledDatabase,
  work: (app: ServedApp) => Promise<Result>,
): Promise<Result> {
  await buildApp(CHECKOUT, progress);
  const { db, sql, close } = createDatabase(databaseUrl, { maxConnections: 2, asOwner: true });
  const authSecret = randomBytes(32).toString("base64url");
  const server = await startLoopbackServer({ databaseUrl, authSecret });
  try {
    const owner = await makePerson(db, server.url, "benchmark");
    try {
      await own(db, owner, projectId);
      return await work({ url: server.url, owner, sql });
    } finally {
      await forget(db, owner);
    }
  } finally {
    await server.stop();
    await close();
  }
}

/** The project and others, in the order of their ids. */
async function own(db: Database, { id: userId }: Person, projectId: string): Promise<void> {
  const projects = await db.query.projects.findMany({ columns: { id: true } });
  const ids = projects.map(({ id }) => id).filter((id) => id !== projectId);
  const owned = [projectId, ...ids.sort().slice(0, PROJECTS - 1)];
  const membership = { userId, role: "owner" as const, createdAt: new Date() };
  await db.insert(memberships).values(owned.map((id) => ({ ...membership, projectId: id })));
}

async function forget(db: Database, { id }: Person): Promise<void> {
  await db.delete(memberships).where(eq(memberships.userId, id));
  await db.delete(sessions).where(eq(sessions.userId, id));
  await db.delete(users).where(eq(users.id, id));
}
