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
const INSERTED = new RegExp(`\\binsert into\\s+${TABLE}(?!\\w)`, "g");
const INSERTED_FOR_ONE = new RegExp(
  `${INSERTED.source}\\s*\\("?project_id"?,[^)]*\\)\\s*(?:select|values \\()\\s*\\$\\d+`,
  "g",
);
const MOVED = /\bdo update set\s[^)]*?"?project_id"?\s*=/;
const VOLATILE = /\b(?:now|clock_timestamp|random|gen_random_uuid)\(|\bcurrent_timestamp\b/;

/** What is made of `work` for Postgres, whichever connection or transaction it is for. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const made = vi.spyOn(PgDialect.prototype, "sqlToQuery");
  try {
    await work();
    return made.mock.results.flatMap((result) =>
      result.type === "return" ? result.value.sql : [],
    );
  } finally {
    made.mockRestore();
  }
}

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
