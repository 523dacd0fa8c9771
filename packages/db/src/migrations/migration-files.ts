import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Sql, SqlTransaction } from "../connection/database";

// With `new URL`, a bundler would treat the folder as a module.
export const MIGRATIONS_FOLDER = resolve(fileURLToPath(import.meta.url), "../../../../../drizzle");

export interface Migration {
  /** The name of the migration's file, such as `0000_initial`. */
  tag: string;
  /** When the migration was generated, in milliseconds since 1970. Drizzle identifies a migration by this time. */
  madeAtMs: number;
  hash: string;
  statements: readonly string[];
}

/** Reads the migrations of a folder that drizzle-kit maintains, oldest first. */
export function readMigrations(folder: string): Migration[] {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(join(folder, "meta", "_journal.json"), "utf8"),
  );
  return readMigrationFiles({ migrationsFolder: folder }).map(
    ({ sql, hash, folderMillis }, index) => ({
      tag: journal.entries[index]?.tag ?? "",
      madeAtMs: folderMillis,
      hash,
      statements: sql,
    }),
  );
}

/** The tag of the newest migration that this version of the product has. */
export const newestMigration = (): string => readMigrations(MIGRATIONS_FOLDER).at(-1)?.tag ?? "";

/**
 * Returns the tag of the newest migration that was applied to a database. Returns `unknown` when this
 * version of the product does not have that migration, and null when no migration was applied.
 */
export async function appliedMigration(sql: Sql | SqlTransaction): Promise<string | null> {
  const madeAtMs = await lastAppliedMs(sql);
  if (madeAtMs === null) return null;
  const found = readMigrations(MIGRATIONS_FOLDER).find((one) => one.madeAtMs === madeAtMs);
  return found?.tag ?? "unknown";
}

/**
 * When the newest applied migration was generated, in milliseconds since 1970. Null when no migration
 * was applied.
 */
export async function lastAppliedMs(sql: Sql | SqlTransaction): Promise<number | null> {
  const [table] =
    await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as is_there`;
  if (!table?.is_there) return null;
  const [row] = await sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`;
  return row?.at ? Number(row.at) : null;
}
