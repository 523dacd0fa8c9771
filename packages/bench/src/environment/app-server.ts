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
import type { MeasurementContext } from "./measurement-context";

const PROJECTS = 10;

/** The application's production server and a person who is signed in to it. */
export interface AppServer {
  url: string;
  /** The owner of ten projects. The project that is measured is one of them. */
  owner: Person;
  sql: DatabaseClient["sql"];
}

/**
 * Runs `work` while the production server runs with this database. Builds the application first if
 * necessary.
 */
export async function withAppServer<Result>(
  { databaseUrl, projectId, progress }: MeasurementContext,
  work: (app: AppServer) => Promise<Result>,
): Promise<Result> {
  await buildApp(CHECKOUT, progress);
  const { db, sql, close } = createDatabase(databaseUrl, { maxConnections: 2, asOwner: true });
  const authSecret = randomBytes(32).toString("base64url");
  const server = await startLoopbackServer({ databaseUrl, authSecret });
  try {
    const owner = await makePerson(db, server.url, "benchmark");
    try {
      await addMemberships(db, owner, projectId);
      return await work({ url: server.url, owner, sql });
    } finally {
      await deletePerson(db, owner);
    }
  } finally {
    await server.stop();
    await close();
  }
}

/**
 * Makes the person the owner of the measured project and of nine other projects, those with the
 * lowest ids.
 */
async function addMemberships(
  db: Database,
  { id: userId }: Person,
  projectId: string,
): Promise<void> {
  const projects = await db.query.projects.findMany({ columns: { id: true } });
  const otherIds = projects.map(({ id }) => id).filter((id) => id !== projectId);
  const ownedIds = [projectId, ...otherIds.sort().slice(0, PROJECTS - 1)];
  const membership = { userId, role: "owner" as const, createdAt: new Date() };
  await db.insert(memberships).values(ownedIds.map((id) => ({ ...membership, projectId: id })));
}

async function deletePerson(db: Database, { id }: Person): Promise<void> {
  await db.delete(memberships).where(eq(memberships.userId, id));
  await db.delete(sessions).where(eq(sessions.userId, id));
  await db.delete(users).where(eq(users.id, id));
}
