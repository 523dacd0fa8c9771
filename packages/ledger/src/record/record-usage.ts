import type { TenantDatabase } from "@ai-cost/db";
import { chargeHash } from "../content-hash";
import { isNearlyFull } from "../month-limits/nearly-full";
import { askAboutUsage, limitUsageNames } from "../names/limit-names";
import { hasRefusedNames } from "../names/name-cache";
import { invalid, isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { recordInGroup } from "./group-commit";
import { recordWithLocks } from "./record-locked";
import { cacheRows } from "./row-cache";
import type { UsageBatch, ValidReport } from "./usage-batch";
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
  const unknownNames = askAboutUsage(db, scope, validated.flatMap(reportOf));
  if (unknownNames) await unknownNames;
  const batch = { scope, reports: limitNames(scope, validated) };
  const outcomes = isNearlyFull(scope.projectId) ? null : await recordInGroup(db, batch);
  if (outcomes) return outcomes;
  const recorded = await recordWithLocks(db, batch);
  cacheRows(scope.projectId, recorded.writes);
  return recorded.outcomes;
}

const reportOf = (valid: ValidReport | Refusal): UsageReport[] =>
  isRefusal(valid) ? [] : [valid.report];

const limitNames = (scope: LedgerScope, reports: UsageBatch["reports"]): UsageBatch["reports"] =>
  hasRefusedNames(scope)
    ? reports.map((valid) =>
        isRefusal(valid) ? valid : { ...valid, report: limitUsageNames(scope, valid.report) },
      )
    : reports;

function validate(report: UsageReport, now: Date): ValidReport | Refusal {
  const problem = usageProblem(report, now);
  if (problem !== null) return invalid(problem);
  return { report, contentHash: chargeHash(report.content) };
}
