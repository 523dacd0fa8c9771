import { formatInteger } from "@/lib/format";

interface JobCounts {
  jobs: number;
  completedJobs: number;
  failedJobs: number;
}

/** All jobs by their outcome: `977 completed · 30 failed · 9 running or cancelled`. */
export function jobOutcomes({ jobs, completedJobs, failedJobs }: JobCounts): string {
  const rest = jobs - completedJobs - failedJobs;
  const ended = `${formatInteger(completedJobs)} completed · ${formatInteger(failedJobs)} failed`;
  return rest > 0 ? `${ended} · ${formatInteger(rest)} running or cancelled` : ended;
}
