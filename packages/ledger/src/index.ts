export { addCredits } from "./adjustments/add-credits";
export { correctCharge } from "./adjustments/correct-charge";
export { type CorrectedCharges, correctCharges } from "./adjustments/correct-charges";
export { refundCharge } from "./adjustments/refund-charge";
export { sumOf as sumOfFigures } from "./completions/figures";
export type { Outcome, Refusal } from "./outcome";
export { recordUsage } from "./record/record-usage";
export type {
  ChargeIds,
  CostSource,
  UsageOutcome,
  UsageReport,
} from "./record/usage-report";
export { usageProblem } from "./record/usage-rules";
export type { Content, LedgerScope, NewNamesPerDay } from "./report";
export { type JobMerge, mergeJobs } from "./runs/merge-jobs";
export { reportJob } from "./runs/report-job";
export { reportRun } from "./runs/report-run";
export type { JobReport, RunReport } from "./runs/reports";
export { updateJobs } from "./runs/update-jobs";
export type { JobUpdate, RunUpdate } from "./unit-of-work/updates";
export { completeRollups } from "./verify/complete-rollups";
export { rebuild } from "./verify/rebuild";
export { type Difference, findDifferences, reconcile } from "./verify/reconcile";
export type { NestedCall, NestedCalls, NestedReport } from "./wrappers/nested-calls";
export type { PriceAgain } from "./wrappers/rows-from-wrapper";
export { settleNestedCalls } from "./wrappers/settle-nested-calls";
