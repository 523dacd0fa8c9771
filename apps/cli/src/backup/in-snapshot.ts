import type { Sql, SqlTransaction } from "@ai-cost/db";
import { BACKED_UP_TABLES } from "./backed-up-tables";

/**
 * Runs `work` in a transaction that reads one snapshot of the database. Other processes can write to the
 * database meanwhile.
 */
export const inSnapshot = <Result>(sql: Sql, work: (tx: SqlTransaction) => Promise<Result>) =>
  sql.begin("isolation level repeatable read read only", async (tx) => {
    // The first statement takes the snapshot, and its locks prevent a migration from changing a table
    // afterwards.
    await tx`lock table ${tx(BACKED_UP_TABLES.map(({ name }) => name))} in access share mode`;
    await tx.unsafe("set local statement_timeout = 0");
    // A server writes dates in the format of its own settings, which another server might read as other
    // dates.
    await tx.unsafe("set local datestyle = 'ISO'");
    return work(tx);
  });
