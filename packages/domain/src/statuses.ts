/** These lists are open: a status or trigger that is not in them is stored and shown as it is. */
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
/** The first final status that a job or run gets is never changed. */
export type FinalStatus = (typeof FINAL_STATUSES)[number];

export const isFinalStatus = (status: string): status is FinalStatus =>
  FINAL_STATUSES.some((finalStatus) => finalStatus === status);

export const JOB_STATUSES = ["queued", "running", ...FINAL_STATUSES] as const;
export const TRIGGERS = ["manual", "schedule", "webhook", "retry", "agent"] as const;

/** completed / (completed + failed) as a percentage, not rounded: 3 and 1 → 75. Null when nothing has finished. */
export const successRateOf = (completedJobs: number, failedJobs: number): number | null =>
  completedJobs + failedJobs === 0 ? null : (completedJobs * 100) / (completedJobs + failedJobs);
