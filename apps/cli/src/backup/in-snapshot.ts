import type { Sql, SqlTransaction } from "@ai-cost/db";
import { BACKED_UP_TABLES } from "./backed-up-tables";

/** Runs `work` on one moment of the database, while others go on writing. */
export const inSnapshot = <Result>(sql: Sql, work: (tx: SqlTransaction) => Promise<Result>) =>
  sql.begin("isolation level repeatable read read only", async (tx) => {
    // Before the first query, which is the moment: no migration may change a table after it.
    await tx`lock table ${tx(BACKED_UP_TABLES.map(({ name }) => name))} in access share mode`;
    await tx.unsafe("set local statement_timeout = 0");
    // A server may write instants in the order of its country, and read them in that of another.
    await tx.unsafe("set local datestyle = 'ISO'");
    return work(tx);
  });
