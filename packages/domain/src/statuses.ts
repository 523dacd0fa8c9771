/** The open vocabularies: a status or trigger that is not listed is shown as it is. */
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
/** The first of these that a job or run gets stands for good. */
export type FinalStatus = (typeof FINAL_STATUSES)[number];

export const isFinalStatus = (status: string): status is FinalStatus =>
  FINAL_STATUSES.some((finalStatus) => finalStatus === status);

export const JOB_STATUSES = ["queued", "running", ...FINAL_STATUSES] as const;
export const TRIGGERS = ["manual", "schedule", "webhook", "retry", "agent"] as const;

/** completed / (completed + failed) on a scale of 0 to 100; null when nothing has finished. */
export const successRateOf = (completedJobs: number, failedJobs: number): number | null =>
  completedJobs + failedJobs === 0 ? null : (completedJobs * 100) / (completedJobs + failedJobs);
