import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@ai-cost/db";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { CHECKOUT } from "../../checkout";

const MIGRATIONS = join(CHECKOUT, "drizzle");

interface Journal {
  entries: { tag: string }[];
}

const journalOf = (folder: string): Journal =>
  JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8"));

/** The name of each schema that there has been, oldest first; the last is the current one. */
export const schemaTags = (): string[] => journalOf(MIGRATIONS).entries.map(({ tag }) => tag);

/** Brings an empty database to the schema as it was when `tag` was its newest migration. */
export async function migrateUpTo(databaseUrl: string, tag: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  const { db, close } = createDatabase(databaseUrl, { maxConnections: 1, asOwner: true });
  try {
    cpSync(MIGRATIONS, folder, { recursive: true });
    const { entries, ...journal } = journalOf(folder);
    const count = entries.findIndex((entry) => entry.tag === tag) + 1;
    const cut = { ...journal, entries: entries.slice(0, count) };
    writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify(cut));
    await migrate(db, { migrationsFolder: folder });
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}
