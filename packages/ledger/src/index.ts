export { addCredits } from "./adjustments/add-credits";
export { correctCharge, refundCharge } from "./adjustments/adjust-charge";
export { recordUsage } from "./record/record-usage";
export { reportJob } from "./runs/report-job";
export { reportRun } from "./runs/report-run";
export { changeJobs } from "./runs/update-jobs";
export type * from "./types";
export { rebuild } from "./verify/rebuild";
export { type Difference, findDifferences, reconcile } from "./verify/reconcile";
