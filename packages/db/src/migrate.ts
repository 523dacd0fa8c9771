import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { createDatabase } from "./client";

// Not by `new URL`: a bundler would take the folder for a module.
const MIGRATIONS_FOLDER = resolve(fileURLToPath(import.meta.url), "../../../../drizzle");
const MIGRATION_LOCK = 4_706_281_001;

/**
 * Brings a database to the current schema. Two at once take turns by an advisory lock; one that was
 * killed is simply run again, for each migration is one transaction.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const { db, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "migrate",
  });
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`);
    await applyMigrations(db, { migrationsFolder: MIGRATIONS_FOLDER });
  } finally {
    await close();
  }
}
