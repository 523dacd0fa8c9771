import { agentJobs, type Executor, pipelineRuns } from "@ai-cost/db";
import type { Books } from "./books";
import { insertEntries } from "./entries";
import { insertNew } from "./insert-new";
import { type JobChange, type LockedJob, updateJobs } from "./jobs";
import { LostRace } from "./lost-race";
import { mentionRuns } from "./runs";
import { SpendChanges } from "./spend-changes";
import { writeSpend } from "./write-spend";

const isKnown = (job: JobChange): job is JobChange & { before: LockedJob } => job.before !== null;

/**
 * Writes what a transaction has decided. Every transaction takes what it needs in this order, sorted
 * within each: job locks, new runs, run locks, new jobs, ledger keys, rows of the read model, the
 * key of a report of state. New rows come before changed ones of their table: an insert that meets
 * a row that somebody is changing waits for its end.
 */
export async function writeBooks(tx: Executor, projectId: string, books: Books): Promise<void> {
  const jobs = [...books.jobsByName.values()];
  const runs = [...books.runsByName.values()];
  const newRuns = runs.filter(({ before }) => before === null).map(({ after }) => after);
  const newJobs = jobs.filter((job) => !isKnown(job)).map(({ after }) => after);
  const entries = books.charges.map(({ entry }) => entry);
  needAll(newRuns, await insertNew(tx, projectId, pipelineRuns, "external_id", newRuns));
  await mentionRuns(tx, projectId, runs);
  needAll(newJobs, await insertNew(tx, projectId, agentJobs, "external_id", newJobs));
  needAll(entries, await insertEntries(tx, projectId, entries));

  const changes = new SpendChanges();
  for (const { entry, job } of books.charges) {
    // As its job stood when it was locked: if the job is named now, the move below takes all along.
    const { agentType, pipelineRunId } = job.before ?? job.after;
    changes.addEntry({ agentType, pipelineRunId, occurredAt: entry.occurredAt }, entry);
  }
  for (const job of newJobs) changes.moveJob(null, job);
  await updateJobs(tx, projectId, jobs.filter(isKnown), changes);
  await writeSpend(tx, projectId, changes);
}

function needAll(rows: readonly unknown[], inserted: number): void {
  if (inserted < rows.length) throw new LostRace();
}
