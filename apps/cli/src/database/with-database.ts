import { createDatabase, type Database, type DatabaseOptions } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import type { CommandContext } from "../command-line/context";
import type { OpenedDatabase } from "./databases";

/** Brings the database of AI Cost to the current schema and runs `work` on it. */
export const withDatabase = (
  context: CommandContext,
  options: DatabaseOptions,
  work: (db: Database) => Promise<void>,
): Promise<void> =>
  untilStopped(context, context.databases.open("application"), async (url) => {
    await context.databases.migrate(url);
    const { db, close } = createDatabase(url, options);
    try {
      await work(db);
    } finally {
      await close();
    }
  });

/** Runs `work` with the URL by which the owner of the tables connects. The database is not migrated first. */
export const withOwnersDatabase = (
  context: CommandContext,
  work: (databaseUrl: string) => Promise<void>,
): Promise<void> =>
  untilStopped(context, context.databases.open("owner"), async (url) => {
    try {
      await work(url);
    } catch (error) {
      throw privilegeRefusal(error) ?? error;
    }
  });

/** Runs `work` until it ends or the process is asked to stop. In both cases, it releases the database. */
async function untilStopped(
  context: CommandContext,
  opening: Promise<OpenedDatabase>,
  work: (databaseUrl: string) => Promise<void>,
): Promise<void> {
  try {
    const working = opening.then(({ url }) => work(url));
    const stopped = await Promise.race([working, context.stopRequest()]);
    if (stopped) context.exitCode = stopped.exitCode;
  } finally {
    context.progress.clear();
    await opening.then(({ release }) => release()).catch(() => {});
  }
}

const INSUFFICIENT_PRIVILEGE = "42501";

function privilegeRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error && "code" in error && error.code === INSUFFICIENT_PRIVILEGE))
    return undefined;
  return new Refusal(
    `The user of the database is not allowed to do this (${error.message}): set MIGRATION_DATABASE_URL to the address of the tables' owner.`,
  );
}
