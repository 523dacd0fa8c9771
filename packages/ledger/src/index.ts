export { addCredits } from "./add-credits";
export { correctCharge, refundCharge } from "./adjust-charge";
export { changeJobs } from "./change-jobs";
export { setRunStatus } from "./change-run";
export { rebuild } from "./rebuild";
export { type Difference, reconcile } from "./reconcile";
export { recordUsage } from "./record-usage";
export { runLedger } from "./run-ledger";
export type * from "./types";
