import { LRUCache } from "lru-cache";
import { type JobReference, noWrites, type PendingWrites } from "../unit-of-work/pending-writes";
import type { Job, Run } from "../unit-of-work/rows";

/** The most rows in a cache. They take about ten megabytes. */
const MAX_ROWS = 20_000;

/**
 * The runs and jobs by project and external id, as this process last recorded them. Other processes
 * also change the rows in the database, so a cached row may be stale. A statement that relies on a
 * stale row fails.
 */
const runs = new LRUCache<string, Run>({ max: MAX_ROWS });
const jobs = new LRUCache<string, Job>({ max: MAX_ROWS });

const cacheKey = (projectId: string, externalId: string) => `${projectId} ${externalId}`;

/** Starts a unit of work from cached rows. A run or job that is not in the cache is treated as new. */
export function cachedWrites(
  projectId: string,
  references: readonly JobReference[],
): PendingWrites {
  const writes = noWrites();
  for (const reference of references) {
    const run = runs.get(cacheKey(projectId, reference.run.externalId));
    const job = jobs.get(cacheKey(projectId, reference.job.externalId));
    if (run) writes.runs.set(reference.run.externalId, { before: run, after: run });
    if (job) writes.jobs.set(reference.job.externalId, { before: job, after: job });
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
