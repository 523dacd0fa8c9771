import { applyMigrations, createDatabase, MIGRATIONS_FOLDER, readMigrations } from "@ai-cost/db";

const MIGRATIONS = readMigrations(MIGRATIONS_FOLDER);

/** The name of each schema that there has been, oldest first; the last is the current one. */
export const schemaTags = (): string[] => MIGRATIONS.map(({ tag }) => tag);

/** Brings an empty database to the schema as it was when `tag` was its newest migration. */
export async function migrateUpTo(databaseUrl: string, tag: string): Promise<void> {
  const { sql, close } = createDatabase(databaseUrl, { maxConnections: 2, asOwner: true });
  try {
    await applyMigrations(sql, MIGRATIONS.slice(0, schemaTags().indexOf(tag) + 1));
  } finally {
    await close();
  }
}
