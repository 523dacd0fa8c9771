import type { Sql, SqlTransaction } from "@ai-cost/db";
import { BACKED_UP_TABLES } from "./backed-up-tables";

/** Runs `work` on a snapshot of the database. Others can go on writing. */
export const inSnapshot = <Result>(sql: Sql, work: (tx: SqlTransaction) => Promise<Result>) =>
  sql.begin("isolation level repeatable read read only", async (tx) => {
    // The first query takes the snapshot. With these locks, no migration can change a table after it.
    await tx`lock table ${tx(BACKED_UP_TABLES.map(({ name }) => name))} in access share mode`;
    await tx.unsafe("set local statement_timeout = 0");
    // A server writes instants in the format of its locale, and another server might misread them.
    await tx.unsafe("set local datestyle = 'ISO'");
    return work(tx);
  });
