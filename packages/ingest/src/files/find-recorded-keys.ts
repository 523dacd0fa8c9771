import { creditTransactions, type Executor, listOf } from "@ai-cost/db";
import { and, eq, sql } from "drizzle-orm";

/** Returns the idempotency keys from the list that the project's ledger contains. */
export async function findRecordedKeys(
  db: Executor,
  projectId: string,
  idempotencyKeys: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ idempotencyKey: creditTransactions.idempotencyKey })
    .from(creditTransactions)
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        sql`${creditTransactions.idempotencyKey} = any(${listOf(idempotencyKeys, "text")})`,
      ),
    );
  return new Set(rows.map((row) => row.idempotencyKey));
}
