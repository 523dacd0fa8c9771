import { type Executor, reportedChanges, type TenantDatabase } from "@ai-cost/db";
import { and, eq } from "drizzle-orm";
import { isRefusal, type Outcome, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { contentConflict } from "../unit-of-work/credit-transactions";
import { retryOnConflict, WriteConflict } from "../unit-of-work/write-conflict";

interface IdempotentReport<Ids> {
  idempotencyKey: string;
  contentHash: string;
  /** Finds the ids for a `duplicate`: those of the run or job of the earlier report. */
  find(tx: Executor): Promise<Ids>;
  /** Writes the reported state. Or refuses the report and writes nothing. */
  record(tx: Executor): Promise<Ids | Refusal>;
}

/**
 * Records a report of a run or job together with its idempotency key, in one transaction. A report with
 * a recorded key is a `duplicate` if its content is the same and a `conflict` if it differs. A refused
 * report does not use up its key, so it can be corrected and sent again.
 */
export const recordOnce = <Ids extends object>(
  db: TenantDatabase,
  { projectId, now }: LedgerScope,
  { idempotencyKey, contentHash, find, record }: IdempotentReport<Ids>,
): Promise<Outcome<Ids>> =>
  retryOnConflict(db, async (tx) => {
    const recordedHash = await findContentHash(tx, projectId, idempotencyKey);
    if (recordedHash === contentHash) return { outcome: "duplicate", ...(await find(tx)) };
    if (recordedHash) return contentConflict(idempotencyKey);
    const ids = await record(tx);
    if (isRefusal(ids)) return ids;
    const inserted = await tx
      .insert(reportedChanges)
      .values({ projectId, idempotencyKey, contentHash, recordedAt: now })
      .onConflictDoNothing()
      .returning();
    if (inserted.length === 0) throw new WriteConflict();
    return { outcome: "recorded", ...ids };
  });

async function findContentHash(tx: Executor, projectId: string, idempotencyKey: string) {
  const [recorded] = await tx
    .select({ contentHash: reportedChanges.contentHash })
    .from(reportedChanges)
    .where(
      and(
        eq(reportedChanges.projectId, projectId),
        eq(reportedChanges.idempotencyKey, idempotencyKey),
      ),
    );
  return recorded?.contentHash;
}
