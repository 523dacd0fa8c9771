import { formatInteger } from "@/lib/format";

interface JobCounts {
  jobs: number;
  completedJobs: number;
  failedJobs: number;
}

/** The failed jobs and the rest in words, so that all jobs are named: `30 failed · 9 running or cancelled`. */
export function otherOutcomes({ jobs, completedJobs, failedJobs }: JobCounts): string {
  const rest = jobs - completedJobs - failedJobs;
  const failed = `${formatInteger(failedJobs)} failed`;
  return rest > 0 ? `${failed} · ${formatInteger(rest)} running or cancelled` : failed;
}

/** All jobs by their outcome: `977 completed · 30 failed · 9 running or cancelled`. */
export const jobOutcomes = (counts: JobCounts): string =>
  `${formatInteger(counts.completedJobs)} completed · ${otherOutcomes(counts)}`;
