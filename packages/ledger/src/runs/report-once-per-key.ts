import { type Executor, reportedChanges, type TenantDatabase } from "@ai-cost/db";
import { and, eq } from "drizzle-orm";
import type { LedgerScope, Refusal } from "../types";
import { otherContent } from "../unit-of-work/taken-keys";
import { LostRace, untilSettled } from "../unit-of-work/write-conflict";

interface Telling<Ids> {
  idempotencyKey: string;
  contentHash: string;
  /** What a report of this content is about, once it has been taken. */
  find(tx: Executor): Promise<Ids>;
  /** Writes what the report says, or says why it contradicts what is known and writes nothing. */
  tell(tx: Executor): Promise<Ids | string>;
}

/**
 * Takes a report of a run's or job's state once, in one transaction with its key: the same again is
 * `repeated`, its key with other content a `conflict`. A refused report leaves no key behind.
 */
export const reportOnce = <Ids extends object>(
  db: TenantDatabase,
  { projectId, now }: LedgerScope,
  { idempotencyKey, contentHash, find, tell }: Telling<Ids>,
): Promise<({ outcome: "recorded" | "repeated" } & Ids) | Refusal> =>
  untilSettled(db, async (tx) => {
    const known = await findHash(tx, projectId, idempotencyKey);
    if (known === contentHash) return { outcome: "repeated", ...(await find(tx)) };
    if (known) return { outcome: "conflict", reason: otherContent(idempotencyKey) };
    const told = await tell(tx);
    if (typeof told === "string") return { outcome: "conflict", reason: told };
    const kept = await tx
      .insert(reportedChanges)
      .values({ projectId, idempotencyKey, contentHash, recordedAt: now })
      .onConflictDoNothing()
      .returning();
    if (kept.length === 0) throw new LostRace();
    return { outcome: "recorded", ...told };
  });

async function findHash(tx: Executor, projectId: string, idempotencyKey: string) {
  const [known] = await tx
    .select({ contentHash: reportedChanges.contentHash })
    .from(reportedChanges)
    .where(
      and(
        eq(reportedChanges.projectId, projectId),
        eq(reportedChanges.idempotencyKey, idempotencyKey),
      ),
    );
  return known?.contentHash;
}
