import type { ProjectLock } from "@ai-cost/db";
import { isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { keptOwnKeyOf, type UsageReport } from "./usage-report";

/** A report that breaks no rule, with the hash of its content. */
export interface ValidReport {
  report: UsageReport;
  contentHash: string;
}

/** The reports of one call of `recordUsage`, in their order, with the refusal in place of each invalid report. */
export interface UsageBatch {
  scope: LedgerScope;
  reports: readonly (ValidReport | Refusal)[];
}

/**
 * Returns the lock that a transaction needs before it reads anything for these batches. Further keys are
 * in a table of their own, and the client's own ids in a column of their own, so no unique index covers
 * them and the idempotency keys of charges. Therefore a transaction that adds one of them needs the
 * exclusive lock, and every other transaction the shared one.
 */
export const lockFor = (batches: readonly UsageBatch[]): ProjectLock =>
  batches.flatMap(validReportsIn).some(addsAnotherKey) ? "exclusive" : "shared";

const addsAnotherKey = (report: UsageReport): boolean =>
  (report.otherKeys ?? []).length > 0 || keptOwnKeyOf(report) !== null;

export const validReportsIn = ({ reports }: UsageBatch): UsageReport[] =>
  reports.flatMap((valid) => (isRefusal(valid) ? [] : [valid.report]));
