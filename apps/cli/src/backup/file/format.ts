import type { StoredTable } from "@ai-cost/db";

/**
 * The text of a backup is SQL, so that psql can load it as well. What only a program needs is in comments.
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

/** The description of a backup, which is its second line as JSON. */
export interface BackupHeader {
  /** The version of AI Cost that wrote the backup. */
  version: string;
  /** The name of the newest migration of the database. */
  migration: string;
  /** When the backup was taken, in ISO 8601. */
  takenAt: string;
  /** The snapshot, as `pg_current_snapshot()` returns it. */
  snapshot: string;
}

/** The number of rows of each table, by the name of the table. */
export type RowCounts = Readonly<Record<string, number>>;

export const commentLine = (value: BackupHeader | RowCounts): string =>
  `-- ${JSON.stringify(value)}`;

export const checksumLine = (sha256: string): string => `-- sha256 of all above: ${sha256}`;

export const columnList = ({ columns }: StoredTable): string =>
  columns.map((column) => `"${column}"`).join(", ");

export const copyLine = (table: StoredTable): string =>
  `copy "${table.name}" (${columnList(table)}) from stdin;`;
