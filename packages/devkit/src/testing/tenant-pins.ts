import * as tables from "@ai-cost/db";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgDialect, PgTable } from "drizzle-orm/pg-core";
import { vi } from "vitest";

/** It stands whole beside every project's rows, as users and projects do. */
const EVERYWHERE = "memberships";

const TENANT_TABLES = Object.values<unknown>(tables)
  .filter((value) => is(value, PgTable))
  .filter((table) => "projectId" in getTableColumns(table))
  .map((table) => getTableName(table))
  .filter((name) => name !== EVERYWHERE);

const TABLE = `"?(?:${TENANT_TABLES.join("|")})"?`;
const NAMED = new RegExp(`\\b(?:from|join|update|using)\\s+${TABLE}(?!\\w)`, "g");
const PINNED = /"?project_id"?\s*=\s*(?:\$\d+|any\(\$\d+)/g;
const PIN = /(?:"?\w+"?\.)?"?project_id"?\s*=\s*(?:any\((\$\d+::uuid\[\])\)|(\$\d+))/gi;
const INSERTED = new RegExp(`\\binsert into\\s+${TABLE}(?!\\w)`, "g");
const INSERTED_FOR_ONE = new RegExp(
  `${INSERTED.source}\\s*\\("?project_id"?,[^)]*\\)\\s*(?:select|values \\()\\s*\\$\\d+`,
  "g",
);
const MOVED = /\bdo update set\s[^)]*?"?project_id"?\s*=/;
const VOLATILE = /\b(?:now|clock_timestamp|random|gen_random_uuid)\(|\bcurrent_timestamp\b/;

/** A statement, and the values that it was sent with. */
export interface SentStatement {
  text: string;
  parameters: unknown[];
}

/** What is made of `work` for Postgres, whichever connection or transaction it is for. */
export async function sentBy(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const made = vi.spyOn(PgDialect.prototype, "sqlToQuery");
  try {
    await work();
    return made.mock.results.flatMap(({ type, value }) =>
      type === "return" ? { text: value.sql, parameters: value.params } : [],
    );
  } finally {
    made.mockRestore();
  }
}

/** The texts of it. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await sentBy(work)).map(({ text }) => text);

/** The statement as if it had been forgotten whose rows it is about. */
export const withoutPins = (text: string): string =>
  text.replace(
    PIN,
    (_pin, list: string | undefined, id: string) => `(${list ?? `${id}::uuid`} is not null)`,
  );

/** Those of the statements that read or write a tenant's rows. */
export const onTenants = (statements: readonly string[]): string[] =>
  statements.filter((text) => count(text, NAMED) + count(text, INSERTED) > 0);

/**
 * Those that a database which keeps each project on one of many machines would refuse, or run on all
 * of them: a tenant table is not pinned to a bound project, a row is moved to another project, or
 * Postgres is asked for what is another value on each machine.
 */
export const notOnOneShard = (statements: readonly string[]): string[] =>
  onTenants(statements).filter(
    (text) =>
      count(text, PINNED) < count(text, NAMED) ||
      count(text, INSERTED_FOR_ONE) < count(text, INSERTED) ||
      MOVED.test(text) ||
      VOLATILE.test(text),
  );

const count = (text: string, pattern: RegExp): number =>
  [...text.toLowerCase().matchAll(pattern)].length;
