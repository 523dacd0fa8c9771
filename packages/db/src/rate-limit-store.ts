import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./client";

interface CounterQuery {
  text: string;
  values?: unknown[];
}

/** Drizzle's form of a statement with `$1`, `$2`, …. */
function statement({ text, values = [] }: CounterQuery): SQL {
  const parts = text.split(/\$(\d+)/);
  return sql.join(
    parts.map((part, i) => (i % 2 === 0 ? sql.raw(part) : sql.param(values[Number(part) - 1]))),
  );
}

/** What rate-limiter-flexible takes for a Postgres client; its counters fit in a number. */
export const rateLimitStore = (db: Database) => ({
  async query(query: CounterQuery) {
    const rows = await db.execute<{ points?: number; expire?: bigint | null }>(statement(query));
    return {
      rowCount: rows.count,
      rows: rows.map((row) => ({ ...row, expire: row.expire == null ? null : Number(row.expire) })),
    };
  },
});
