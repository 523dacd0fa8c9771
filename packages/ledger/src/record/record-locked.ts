import type { Executor, ProjectLock, TenantDatabase } from "@ai-cost/db";
import { MonthRoom } from "../month-limits/month-room";
import { exactWhenNearlyFull } from "../month-limits/nearly-full";
import { isRefusal } from "../outcome";
import { applyWrites } from "../unit-of-work/apply-writes";
import {
  beginWrites,
  changesKeys,
  hasInserts,
  type PendingWrites,
} from "../unit-of-work/pending-writes";
import { retryOnConflict } from "../unit-of-work/write-conflict";
import { addReports } from "./add-reports";
import { needsWholeCharge } from "./add-to-recorded-call";
import { instantsOf, loadCharges, RecordedCalls } from "./recorded-calls";
import { lockFor, type UsageBatch, type ValidReport } from "./usage-batch";
import { isOwnKeyed, keysOf, type UsageOutcome } from "./usage-report";

interface RecordedBatch {
  outcomes: UsageOutcome[];
  writes: PendingWrites;
}

/**
 * Records a batch without the cache. It starts with a shared lock if it can, and starts again with the
 * exclusive lock when a report adds a key to a charge or when a month is nearly full.
 */
export async function recordWithLocks(
  db: TenantDatabase,
  batch: UsageBatch,
): Promise<RecordedBatch> {
  const record = (lock: ProjectLock, isExact: boolean) =>
    retryOnConflict(db, (tx) => recordLocked(tx, batch, { lock, isExact }), lock);
  const recorded = await exactWhenNearlyFull(batch.scope.projectId, async (isExact) =>
    isExact
      ? record("exclusive", isExact)
      : ((await record(lockFor([batch]), isExact)) ?? record("exclusive", isExact)),
  );
  if (!recorded) throw new Error("A batch was not recorded under the exclusive lock.");
  return recorded;
}

/**
 * Looks up the keys of a batch, locks its jobs and records it. If the batch changes the keys of charges,
 * but the lock is shared, it writes nothing and returns null.
 */
async function recordLocked(
  tx: Executor,
  batch: UsageBatch,
  { lock, isExact }: { lock: ProjectLock; isExact: boolean },
): Promise<RecordedBatch | null> {
  const { projectId } = batch.scope;
  const valid = batch.reports.filter((report): report is ValidReport => !isRefusal(report));
  const recorded = await RecordedCalls.find(
    tx,
    projectId,
    valid.flatMap(({ report }) => keysOf(report)),
    valid.flatMap(({ report }) => (isOwnKeyed(report) ? report.idempotencyKey : [])),
  );
  const isNew = ({ report }: ValidReport) => recorded.of(report).length === 0;
  const further = valid.filter((report) => needsWholeCharge(recorded.of(report.report), report));
  const references = valid.filter((report) => isNew(report) || further.includes(report));
  const known = new Set(further.flatMap(({ report }) => recorded.of(report)));
  const writes = await beginWrites(
    tx,
    projectId,
    references.map(({ report }) => report),
    [...known].map(({ jobExternalId }) => jobExternalId),
  );
  await loadCharges(tx, projectId, writes, [...known]);
  if (isExact) {
    const instants = references.map(({ report }) => report.occurredAt);
    writes.room = await MonthRoom.read(tx, projectId, [...instants, ...instantsOf(known)]);
  }
  const outcomes = addReports(writes, batch, recorded);
  if (lock === "shared" && changesKeys(writes)) return null;
  if (hasInserts(writes)) await applyWrites(tx, projectId, writes);
  return { outcomes, writes };
}
