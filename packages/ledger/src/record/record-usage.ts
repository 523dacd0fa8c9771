import type { Executor, TenantDatabase } from "@ai-cost/db";
import { contentHash } from "../content-hash";
import { invalid, isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { applyWrites } from "../unit-of-work/apply-writes";
import { findRecordedKeys } from "../unit-of-work/credit-transactions";
import { beginWrites, type PendingWrites } from "../unit-of-work/pending-writes";
import { retryOnConflict } from "../unit-of-work/write-conflict";
import {
  addCharges,
  keysOf,
  type UsageBatch,
  type ValidReport,
  validReportsIn,
} from "./add-charges";
import { recordInGroup } from "./group-commit";
import { cacheRows } from "./row-cache";
import type { UsageOutcome, UsageReport } from "./usage-report";
import { usageProblem } from "./usage-rules";

/**
 * Records a batch of charges of one project in one transaction: runs, jobs, charges and rollups.
 * Returns an outcome for each report, in order; a refused report does not affect the others. The whole
 * batch is committed when this returns, and nothing is committed when it throws. Pass up to a thousand
 * reports in one call.
 */
export async function recordUsage(
  db: TenantDatabase,
  scope: LedgerScope,
  reports: readonly UsageReport[],
): Promise<UsageOutcome[]> {
  const validated = reports.map((report) => validate(report, scope.now));
  if (validated.every(isRefusal)) return validated;
  const batch = { scope, reports: validated };
  const outcomes = await recordInGroup(db, batch);
  if (outcomes) return outcomes;
  const recorded = await retryOnConflict(db, (tx) => recordLocked(tx, batch));
  cacheRows(scope.projectId, recorded.writes);
  return recorded.outcomes;
}

function validate(report: UsageReport, now: Date): ValidReport | Refusal {
  const problem = usageProblem(report, now);
  if (problem !== null) return invalid(problem);
  return { report, contentHash: contentHash("deduction", report.content) };
}

/** Records a batch without the cache: reads its idempotency keys and runs, and locks its jobs. */
async function recordLocked(
  tx: Executor,
  batch: UsageBatch,
): Promise<{ outcomes: UsageOutcome[]; writes: PendingWrites }> {
  const { projectId } = batch.scope;
  const reports = validReportsIn(batch);
  const recorded = await findRecordedKeys(tx, projectId, [...new Set(reports.flatMap(keysOf))]);
  const unrecorded = reports.filter((report) => !keysOf(report).some((key) => recorded.has(key)));
  const writes = await beginWrites(tx, projectId, unrecorded);
  const outcomes = addCharges(writes, batch, recorded);
  if (writes.transactions.length > 0) await applyWrites(tx, projectId, writes);
  return { outcomes, writes };
}
