import type { Executor, ProjectLock, TenantDatabase } from "@ai-cost/db";
import type { KnownCharge } from "../completions/known-charge";
import { MonthRoom } from "../month-limits/month-room";
import { exactWhenNearlyFull } from "../month-limits/nearly-full";
import type { Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { applyWrites } from "../unit-of-work/apply-writes";
import {
  beginWrites,
  changesKeys,
  hasInserts,
  type PendingWrites,
} from "../unit-of-work/pending-writes";
import type { CreditTransaction } from "../unit-of-work/rows";
import { usageGapChanges } from "../unit-of-work/usage-gaps";
import { retryOnConflict } from "../unit-of-work/write-conflict";
import { LockedCharges } from "./locked-charges";
import { instantsOf, loadCharges, RecordedCalls } from "./recorded-calls";

interface ChangedKeys {
  /** The keys of the charges, or what reads them in the transaction. */
  keys: readonly string[] | ((tx: Executor) => Promise<readonly string[]>);
  /** Runs at the end of the transaction, if it changes anything. */
  alongside?(tx: Executor): Promise<void>;
}

/**
 * Changes the charges of some keys in one transaction. `change` may be called again, after a write conflict
 * or because it changes the keys of charges, which needs the exclusive lock of the project.
 */
export const changeCharges = (
  db: TenantDatabase,
  { projectId }: LedgerScope,
  changed: ChangedKeys,
  change: (charges: LockedCharges) => void,
): Promise<void> =>
  exactWhenNearlyFull(projectId, async (isExact) => {
    const write = (lock: ProjectLock) =>
      retryOnConflict(
        db,
        (tx) => changeLocked(tx, projectId, { ...changed, change, lock, isExact }),
        lock,
      );
    if (isExact || !(await write("shared"))) await write("exclusive");
  });

/** Returns false and writes nothing if `change` changes keys, but the lock is shared. */
async function changeLocked(
  tx: Executor,
  projectId: string,
  {
    keys,
    alongside,
    change,
    lock,
    isExact,
  }: ChangedKeys & {
    change: (charges: LockedCharges) => void;
    lock: ProjectLock;
    isExact: boolean;
  },
): Promise<boolean> {
  const wanted = typeof keys === "function" ? await keys(tx) : keys;
  const recorded = await RecordedCalls.find(tx, projectId, wanted);
  const calls = recorded.all().filter(({ isCharge }) => isCharge);
  if (calls.length === 0) return true;
  const jobs = calls.map(({ jobExternalId }) => jobExternalId);
  const writes = await beginWrites(tx, projectId, [], jobs);
  await loadCharges(tx, projectId, writes, calls);
  if (isExact) writes.room = await MonthRoom.read(tx, projectId, instantsOf(calls));
  change(new LockedCharges(writes, recorded));
  if (lock === "shared" && changesKeys(writes)) return false;
  if (!hasInserts(writes)) return true;
  await applyWrites(tx, projectId, writes);
  await alongside?.(tx);
  return true;
}

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
