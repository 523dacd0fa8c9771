import type { Database } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";

interface CounterQuery {
  text: string;
  values?: unknown[];
}

const COUNTED = /returning points, expire;?\s*$/i;

/**
 * Lets the statement return before its row is on the disk. A counter that a crash of Postgres takes back by
 * half a second needs no wait for the disk, and each report of usage takes a point. The setting is a part of
 * the statement, because it ends with the transaction.
 */
const withoutWait = (text: string): string =>
  text.replace(
    COUNTED,
    "returning points, expire, set_config('synchronous_commit', 'off', true) as wait",
  );

/** Turns a statement with the parameters `$1`, `$2`, … into Drizzle's SQL object. */
function statement({ text, values = [] }: CounterQuery): SQL {
  const parts = withoutWait(text).split(/\$(\d+)/);
  return sql.join(
    parts.map((part, i) => (i % 2 === 0 ? sql.raw(part) : sql.param(values[Number(part) - 1]))),
  );
}

/**
 * The Postgres client that rate-limiter-flexible expects. It converts `expire` from a BigInt to a
 * number, because the library calculates with numbers. A number holds an instant in milliseconds
 * exactly.
 */
export const rateLimitStore = (db: Database) => ({
  async query(query: CounterQuery) {
    const rows = await db.execute<{ points?: number; expire?: bigint | null }>(statement(query));
    return {
      rowCount: rows.count,
      rows: rows.map((row) => ({ ...row, expire: row.expire == null ? null : Number(row.expire) })),
    };
  },
});
