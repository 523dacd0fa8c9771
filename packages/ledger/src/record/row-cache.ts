import { LRUCache } from "lru-cache";
import type { LockedJob } from "../unit-of-work/jobs";
import { type Books, emptyBooks, type Named } from "../unit-of-work/pending-writes";
import type { Run } from "../unit-of-work/runs";

/** Some ten megabytes. */
const MAX_NAMES = 20_000;

/**
 * Runs and jobs by their callers' names, as a charge of this process last left them. Only a guess, so
 * that a further charge need not ask for them first: the statement that writes by it fails where it
 * is wrong.
 */
const runs = new LRUCache<string, Run>({ max: MAX_NAMES });
const jobs = new LRUCache<string, LockedJob>({ max: MAX_NAMES });

const nameIn = (projectId: string, externalId: string | null) => `${projectId} ${externalId}`;

/** Books open on what is remembered of these runs and jobs; the rest is taken to be new. */
export function rememberedBooks(projectId: string, mentions: readonly Named[]): Books {
  const books = emptyBooks();
  for (const mention of mentions) {
    const run = runs.get(nameIn(projectId, mention.run.externalId));
    const job = jobs.get(nameIn(projectId, mention.job.externalId));
    if (run) books.runsByName.set(mention.run.externalId, { before: run, after: run });
    if (job) books.jobsByName.set(mention.job.externalId, { before: job, after: job });
  }
  return books;
}

/** To be called once they are committed. */
export function rememberBooks(projectId: string, { runsByName, jobsByName }: Books): void {
  for (const [name, { after }] of runsByName) runs.set(nameIn(projectId, name), after);
  for (const [name, { after }] of jobsByName) jobs.set(nameIn(projectId, name), after);
}
