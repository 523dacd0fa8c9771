import type { ProjectLock } from "@ai-cost/db";
import { isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import type { UsageReport } from "./usage-report";

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
 * in a table of their own, so no unique index covers both them and the idempotency keys of charges.
 * Therefore a transaction that adds a further key needs the exclusive lock, and every other transaction
 * the shared one.
 */
export const lockFor = (batches: readonly UsageBatch[]): ProjectLock =>
  batches.flatMap(validReportsIn).some(({ otherKeys = [] }) => otherKeys.length > 0)
    ? "exclusive"
    : "shared";

export const validReportsIn = ({ reports }: UsageBatch): UsageReport[] =>
  reports.flatMap((valid) => (isRefusal(valid) ? [] : [valid.report]));
