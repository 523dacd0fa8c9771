import { LRUCache } from "lru-cache";
import { type JobReference, noWrites, type PendingWrites } from "../unit-of-work/pending-writes";
import type { Job, Run } from "../unit-of-work/rows";

/** About ten megabytes. */
const MAX_ROWS = 20_000;

/**
 * Runs and jobs by project and caller's name, as the last charge that this process recorded left them.
 * Other processes change them too, so a cached row may be stale. The statement that relies on a stale
 * row fails.
 */
const runs = new LRUCache<string, Run>({ max: MAX_ROWS });
const jobs = new LRUCache<string, Job>({ max: MAX_ROWS });

const cacheKey = (projectId: string, externalId: string) => `${projectId} ${externalId}`;

/** Starts a unit of work on cached rows. A run or job that is not cached is taken to be new. */
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
