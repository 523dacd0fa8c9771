import type { Executor, ProjectLock, TenantDatabase } from "@ai-cost/db";
import type { KnownCharge } from "../completions/known-charge";
import { MonthRoom } from "../month-limits/month-room";
import { exactWhenNearlyFull } from "../month-limits/nearly-full";
import type { Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { applyWrites } from "../unit-of-work/apply-writes";
import { beginWrites, hasInserts, type PendingWrites } from "../unit-of-work/pending-writes";
import type { CreditTransaction } from "../unit-of-work/rows";
import { usageGapChanges } from "../unit-of-work/usage-gaps";
import { retryOnConflict } from "../unit-of-work/write-conflict";
import { instantsOf, loadCharges, RecordedCalls } from "./recorded-calls";

/** The charges to change. The transaction has locked their jobs. */
export interface LockedCharges {
  writes: PendingWrites;
  /** Returns the charge of a key; undefined when none is recorded. Two keys of one call return the same object. */
  at(key: string): KnownCharge | undefined;
}

interface ChangedKeys {
  keys: readonly string[];
  lock: ProjectLock;
  /** Runs at the end of the transaction, if it changes anything. */
  alongside?(tx: Executor): Promise<void>;
}

/** Changes the charges of some keys in one transaction. `change` may be called again after a write conflict. */
export const changeCharges = (
  db: TenantDatabase,
  { projectId }: LedgerScope,
  { keys, lock, alongside }: ChangedKeys,
  change: (charges: LockedCharges) => void,
): Promise<void> =>
  exactWhenNearlyFull(projectId, (isExact) =>
    retryOnConflict(
      db,
      async (tx) => {
        const recorded = await RecordedCalls.find(tx, projectId, keys);
        const calls = recorded.all().filter(({ isCharge }) => isCharge);
        if (calls.length === 0) return;
        const jobs = calls.map(({ jobExternalId }) => jobExternalId);
        const writes = await beginWrites(tx, projectId, [], jobs);
        await loadCharges(tx, projectId, writes, calls);
        if (isExact) writes.room = await MonthRoom.read(tx, projectId, instantsOf(calls));
        change({ writes, at: (key) => recorded.at(key)?.known });
        if (!hasInserts(writes)) return;
        await applyWrites(tx, projectId, writes);
        await alongside?.(tx);
      },
      isExact ? "exclusive" : lock,
    ),
  );

/**
 * Adds rows to a charge, both in the unit of work and in `known`. When the month has no room for the rows,
 * it adds nothing and returns the refusal.
 */
export function addAdjustments(
  writes: PendingWrites,
  known: KnownCharge,
  rows: readonly CreditTransaction[],
): Refusal | null {
  const { charge, adjustments } = known;
  const refusal = writes.room?.refusalOf(charge.occurredAt, rows);
  if (refusal) return refusal;
  writes.room?.add(charge.occurredAt, rows);
  if (charge.usageGap !== null)
    writes.usageGaps.push(...usageGapChanges(charge, adjustments, rows));
  adjustments.push(...rows);
  for (const transaction of rows) writes.transactions.push({ job: known.job, transaction });
  return null;
}
