import type { StoredTable } from "@ai-cost/db";

/**
 * The text of a backup is SQL that psql loads as well: what a program must know stands in comments.
 *
 * ```
 * -- AI Cost backup, format 1
 * -- {"version":"0.1.0","migration":"0001_usage_in",…}
 * \set ON_ERROR_STOP on
 * begin;
 * copy "projects" ("id", "name") from stdin;
 * 0193…	Atlas
 * \.
 * commit;
 * -- {"projects":1}
 * -- sha256 of all above: 5f70bf18…
 * ```
 */
export const FORMAT_LINE = "-- AI Cost backup, format 1";
export const SETTING_LINES = ["\\set ON_ERROR_STOP on", "set client_encoding = 'UTF8';", "begin;"];
export const LAST_ROW = "\\.";
export const COMMIT_LINE = "commit;";

/** What a backup says of itself. */
export interface Heading {
  /** The product's. */
  version: string;
  /** The newest migration of the database that it was taken from. */
  migration: string;
  /** ISO 8601. */
  takenAt: string;
  /** The moment that it is of, as Postgres writes it (`pg_current_snapshot()`). */
  snapshot: string;
}

/** Rows by table. */
export type RowCounts = Readonly<Record<string, number>>;

export const commentLine = (value: Heading | RowCounts): string => `-- ${JSON.stringify(value)}`;

export const checksumLine = (sha256: string): string => `-- sha256 of all above: ${sha256}`;

export const columnList = ({ columns }: StoredTable): string =>
  columns.map((column) => `"${column}"`).join(", ");

export const copyLine = (table: StoredTable): string =>
  `copy "${table.name}" (${columnList(table)}) from stdin;`;
