import { LRUCache } from "lru-cache";
import { type JobReference, noWrites, type PendingWrites } from "../unit-of-work/pending-writes";
import type { Job, JobChange, Run } from "../unit-of-work/rows";

/** The maximum number of rows in each cache. This many rows take about ten megabytes. */
const MAX_ROWS = 20_000;

/**
 * The runs and jobs by project and external id, as this process last wrote them. Other processes write to
 * the same rows, so a cached row may be out of date. A statement that relies on such a row fails.
 */
const runs = new LRUCache<string, Run>({ max: MAX_ROWS });
const jobs = new LRUCache<string, Job>({ max: MAX_ROWS });

const cacheKey = (projectId: string, externalId: string) => `${projectId} ${externalId}`;

/**
 * Starts a unit of work from cached rows. A run or job that is not in the cache is treated as new. The
 * external id of a merged job leads to the job that it was merged into.
 */
export function cachedWrites(
  projectId: string,
  references: readonly JobReference[],
): PendingWrites {
  const writes = noWrites();
  const changesById = new Map<string, JobChange>();
  for (const reference of references) {
    const run = runs.get(cacheKey(projectId, reference.run.externalId));
    const job = jobs.get(cacheKey(projectId, reference.job.externalId));
    if (run) writes.runs.set(reference.run.externalId, { before: run, after: run });
    if (!job) continue;
    const change = changesById.get(job.id) ?? { before: job, after: job };
    changesById.set(job.id, change);
    writes.jobs.set(reference.job.externalId, change);
  }
  return writes;
}

/** Caches the runs and jobs of a unit of work. Call it after the commit. */
export function cacheRows(projectId: string, writes: PendingWrites): void {
  for (const [externalId, { after }] of writes.runs)
    runs.set(cacheKey(projectId, externalId), after);
  for (const [externalId, { after }] of writes.jobs)
    jobs.set(cacheKey(projectId, externalId), after);
}
