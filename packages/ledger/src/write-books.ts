import { agentJobs, type Executor, listOf, pipelineRuns, rowsOf } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { type Books, changedIn, isChanging, knownIn, newIn } from "./books";
import { newEntries } from "./entries";
import { insertion } from "./insert-new";
import { newJobs, updateJobs } from "./jobs";
import { wonOnlyIf } from "./lost-race";
import { mentionRuns, newRuns } from "./runs";
import { SpendChanges } from "./spend-changes";
import { spendWritten, writeSpend } from "./write-spend";

/**
 * Writes what a transaction has decided. Every transaction takes what it needs in this order, sorted
 * within each: job locks, new runs, new jobs, ledger keys, run locks, rows of the read model, the key
 * of a report of state. New rows come before changed ones of their table: an insert that meets a row
 * that somebody is changing waits for its end.
 */
export async function writeBooks(tx: Executor, projectId: string, books: Books): Promise<void> {
  if (!isChanging(books)) return void (await tx.execute(additions(projectId, books)));
  const changed = changedIn(books);
  await tx.execute(sql`
    with ${insertions(projectId, books)} select ${wonOnlyIf(areIn(books))}`);
  await mentionRuns(tx, projectId, changed.runs);
  const changes = spendOf(books);
  await updateJobs(tx, projectId, changed.jobs, changes);
  await writeSpend(tx, projectId, changes);
}

/**
 * Writes books in which nothing that was there changes, as one statement. It fails, and what it is in
 * with it, where a name or key is taken, and where a run or job that the books hold for known is not
 * so any more.
 */
export const additions = (projectId: string, books: Books): SQL => sql`
  with ${stillKnown(projectId, books)},
  ${insertions(projectId, books)},
  ${spendWritten(projectId, spendOf(books), areIn(books))}
  select ${wonOnlyIf(sql`${areKnown(books)} and ${areIn(books)} and ${countIn("day_written")} >= 0`)}`;

const countIn = (rows: string): SQL => sql`(select count(*) from ${sql.identifier(rows)})`;

/** `known_job`, locked, where the charges of the books still count as they say; and `known_run`. */
function stillKnown(projectId: string, books: Books): SQL {
  const { runs, jobs } = knownIn(books);
  const types = { id: "uuid", agent_type: "text", first_charged_at: "timestamptz" };
  const rows = jobs.map(({ id, agentType, firstChargedAt }) => ({
    id,
    agent_type: agentType,
    first_charged_at: firstChargedAt,
  }));
  return sql`
    known_job as (
      select job.id from ${rowsOf("known", types, rows)}
      join ${agentJobs} as job on job.id = known.id
      where job.project_id = ${projectId} and job.agent_type = known.agent_type
        and (known.first_charged_at is null or job.first_charged_at <= known.first_charged_at)
      order by job.id
      for no key update of job
    ),
    known_run as (
      select from ${pipelineRuns} as run
      where run.project_id = ${projectId} and run.id = any(${listOf(ids(runs), "uuid")})
    )`;
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

const areKnown = (books: Books): SQL => {
  const { runs, jobs } = knownIn(books);
  return sql`${countIn("known_job")} = ${jobs.length} and ${countIn("known_run")} = ${runs.length}`;
};

/** `new_run`, `new_job` and `new_entry`, each once those before are in. */
function insertions(projectId: string, books: Books): SQL {
  const { runs, jobs, entries } = newIn(books);
  const runsAreIn = sql`${countIn("new_run")} = ${runs.length}`;
  const jobsAreIn = sql`${runsAreIn} and ${countIn("new_job")} = ${jobs.length}`;
  return sql`
    new_run as (${insertion(projectId, newRuns(runs))}),
    new_job as (${insertion(projectId, newJobs(jobs), runsAreIn)}),
    new_entry as (${insertion(projectId, newEntries(entries), jobsAreIn)})`;
}

const areIn = (books: Books): SQL => {
  const { runs, jobs, entries } = newIn(books);
  return sql`${countIn("new_run")} = ${runs.length} and ${countIn("new_job")} = ${jobs.length}
    and ${countIn("new_entry")} = ${entries.length}`;
};

/** What the charges and new jobs add, with each job as it was read: what names it now moves that too. */
function spendOf(books: Books): SpendChanges {
  const changes = new SpendChanges();
  for (const { entry, job } of books.charges) {
    const { agentType, pipelineRunId } = job.before ?? job.after;
    changes.addEntry({ agentType, pipelineRunId, occurredAt: entry.occurredAt }, entry);
  }
  for (const job of newIn(books).jobs) changes.moveJob(null, job);
  return changes;
}
