import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { prepareAppRole } from "./app-role";
import { createDatabase } from "./client";

// Not by `new URL`: a bundler would take the folder for a module.
const MIGRATIONS_FOLDER = resolve(fileURLToPath(import.meta.url), "../../../../drizzle");
const MIGRATION_LOCK = 4_706_281_001;

/**
 * Brings a database to the current schema as the owner of its tables, and readies the role that the
 * application runs as; `login` is who the application logs in as, null when that is the owner too. Two
 * at once take turns by an advisory lock; one that was killed is simply run again, for each migration
 * is one transaction. Throws an AppRoleError where the role cannot be readied.
 */
export async function migrate(ownerUrl: string, login: string | null = null): Promise<void> {
  const client = createDatabase(ownerUrl, {
    maxConnections: 1,
    applicationName: "migrate",
    asOwner: true,
  });
  try {
    await client.db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`);
    await applyMigrations(client.db, { migrationsFolder: MIGRATIONS_FOLDER });
    await prepareAppRole(client.sql, login);
  } finally {
    await client.close();
  }
}
