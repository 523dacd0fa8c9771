export { addCredits } from "./add-credits";
export { correctCharge, refundCharge } from "./adjust-charge";
export { finishJob, nameJob } from "./change-job";
export { setRunStatus } from "./change-run";
export { recordUsage } from "./record-usage";
export type * from "./types";
