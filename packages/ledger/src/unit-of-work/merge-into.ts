import { earliest } from "./earliest";
import type { PendingWrites } from "./pending-writes";
import type { Job, JobChange } from "./rows";

/**
 * Merges the job `from` into the job `into`, together with all jobs that this transaction has already
 * merged into `from`. Afterwards the external ids of all these jobs lead to `into`.
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
 * Adds the facts of a merged job to the job that it is a part of. The start and the first charge of the
 * job become the earlier one of the two. The job is at least `running`, because it had started when its
 * part started.
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
