import type { ProjectLock } from "@ai-cost/db";
import { isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import type { UsageReport } from "./usage-report";

/** A report that breaks no rule, with the hash of its content. */
export interface ValidReport {
  report: UsageReport;
  contentHash: string;
}

/** The reports of one call of `recordUsage`, in order. An invalid report is replaced by its refusal. */
export interface UsageBatch {
  scope: LedgerScope;
  reports: readonly (ValidReport | Refusal)[];
}

/**
 * The lock that recording these batches needs before it reads anything. Further keys are in a table of
 * their own, so no unique index can compare them with the keys of charges. A transaction that adds one
 * therefore takes the lock exclusively, and all other transactions share it.
 */
export const lockFor = (batches: readonly UsageBatch[]): ProjectLock =>
  batches.flatMap(validReportsIn).some(({ otherKeys = [] }) => otherKeys.length > 0)
    ? "exclusive"
    : "shared";

export const validReportsIn = ({ reports }: UsageBatch): UsageReport[] =>
  reports.flatMap((valid) => (isRefusal(valid) ? [] : [valid.report]));
