import { earliest } from "./earliest";
import type { PendingWrites } from "./pending-writes";
import type { Job, JobChange } from "./rows";

/**
 * Merges the job `from` into the job `into`, with all jobs that this transaction has merged into
 * `from`. The external ids of all of them lead to `into` afterwards.
 */
export function mergeInto(writes: PendingWrites, from: JobChange, into: JobChange): void {
  into.after = withPart(into.after, from.after);
  const parts = [from, ...writes.mergedJobs.filter(({ mergedInto }) => mergedInto === from)];
  for (const part of parts) {
    part.mergedInto = into;
    part.after = {
      ...part.after,
      pipelineRunId: into.after.pipelineRunId,
      firstChargedAt: null,
      mergedIntoJobId: into.after.id,
    };
  }
  writes.mergedJobs.push(from);
  for (const [externalId, change] of writes.jobs)
    if (change === from) writes.jobs.set(externalId, into);
}

/**
 * Adds a part to a job. The job has started and was first charged when the earlier of the two was. It
 * runs at least, because a part only becomes known when it has started.
 */
function withPart(job: Job, part: Job): Job {
  const [first, other] = [job.firstChargedAt, part.firstChargedAt];
  return {
    ...job,
    status: job.status === "queued" ? "running" : job.status,
    startedAt: earliest(job.startedAt, part.startedAt),
    firstChargedAt: first && other ? earliest(first, other) : (first ?? other),
  };
}
