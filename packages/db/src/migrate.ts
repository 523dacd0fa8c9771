import { applyMigrations } from "./apply-migrations";
import { createDatabase } from "./client";
import { MIGRATIONS_FOLDER, readMigrations } from "./migrations";

/** Brings a database to the current schema, as `applyMigrations` says, while others may use it. */
export async function migrate(databaseUrl: string): Promise<void> {
  const { sql, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "migrate",
  });
  try {
    await applyMigrations(sql, readMigrations(MIGRATIONS_FOLDER));
  } finally {
    await close();
  }
}
