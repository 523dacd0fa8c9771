/**
 * The known statuses and triggers. A report may have another value, which is stored and shown without
 * change.
 */
export const RUN_STATUSES = [
  "queued",
  "researching",
  "architecting",
  "designing",
  "implementing",
  "testing",
  "awaiting_approval",
  "releasing",
  "marketing",
  "documenting",
  "paused",
  "completed",
  "failed",
  "cancelled",
] as const;

export const FINAL_STATUSES = ["completed", "failed", "cancelled"] as const;
/** A status that ends a job or run. A job or run keeps the final status that is reported first. */
export type FinalStatus = (typeof FINAL_STATUSES)[number];

export const isFinalStatus = (status: string): status is FinalStatus =>
  FINAL_STATUSES.some((finalStatus) => finalStatus === status);

export const JOB_STATUSES = ["queued", "running", ...FINAL_STATUSES] as const;
export const TRIGGERS = ["manual", "schedule", "webhook", "retry", "agent"] as const;

/**
 * The percentage completed / (completed + failed), not rounded: 3 and 1 → 75. Null when no job has
 * finished.
 */
export const successRateOf = (completedJobs: number, failedJobs: number): number | null =>
  completedJobs + failedJobs === 0 ? null : (completedJobs * 100) / (completedJobs + failedJobs);
