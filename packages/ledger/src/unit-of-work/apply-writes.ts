import {
  agentJobs,
  type Bound,
  compileStatement,
  type Executor,
  listsOf,
  rowsFrom,
  type Statement,
} from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { SpendChanges } from "../read-model/rollup-changes";
import { countIn, isDone } from "../read-model/rollups";
import { spendRows, spendWritten, writeSpend } from "../read-model/write-rollups";
import { insertion, listsFor, NEW_ENTRIES, NEW_JOBS, NEW_RUNS } from "./insert-rows";
import { updateJobs } from "./jobs";
import {
  type Books,
  changedIn,
  emptyBooks,
  isChanging,
  knownJobsIn,
  newIn,
} from "./pending-writes";
import { mentionRuns } from "./runs";
import { wonOnlyIf } from "./write-conflict";

/**
 * Writes what a transaction has decided. Every transaction takes what it needs in this order, sorted
 * within each: job locks, new runs, new jobs, ledger keys, run locks, rows of the read model, the key
 * of a report of state. New rows come before changed ones of their table: an insert that meets a row
 * that somebody is changing waits for its end.
 */
export async function writeBooks(tx: Executor, projectId: string, books: Books): Promise<void> {
  if (!isChanging(books)) {
    await tx.execute(additions(parametersOf(projectId, books)));
    return;
  }
  await tx.execute(sql`with ${insertions(rowsIn(projectId, books))} select`);
  const { runs, jobs } = changedIn(books);
  await mentionRuns(tx, projectId, runs);
  const changes = spendOf(books);
  await updateJobs(tx, projectId, jobs, changes);
  await writeSpend(tx, projectId, changes);
}

/**
 * The statement that writes books in which nothing that was there changes. It fails, and what it is in
 * with it, where a name or key is taken (23505), where a run is gone that the books hold for known
 * (23503), and where a job is not as they say; `isWrongGuess` knows all.
 */
export const additionsTo = (projectId: string, books: Books): Statement =>
  ADDITIONS(parametersOf(projectId, books));

function rowsIn(projectId: string, books: Books) {
  const made = newIn(books);
  const known = knownJobsIn(books);
  return {
    projectId,
    knownJobs: listsOf(["id", "pipelineRunId", "agentType", "firstChargedAt"], known),
    knownJobCount: known.length,
    newRuns: listsFor(NEW_RUNS, made.runs),
    newJobs: listsFor(NEW_JOBS, made.jobs),
    newEntries: listsFor(NEW_ENTRIES, made.entries),
  };
}

const parametersOf = (projectId: string, books: Books) => ({
  ...rowsIn(projectId, books),
  ...spendRows(spendOf(books)),
});

type Rows = Bound<ReturnType<typeof rowsIn>>;

const additions = (bound: Bound<ReturnType<typeof parametersOf>>): SQL => sql`
  with ${stillKnown(bound)},
  ${insertions(bound)},
  ${spendWritten(bound.projectId, bound, isDone("new_entry"))}
  select ${wonOnlyIf(sql`${countIn("known_job")} = ${bound.knownJobCount} and ${isDone("day_written")}`)}`;

/**
 * `known_job`, locked in id order: those where charges of it still count as the books say. That runs
 * are there the foreign keys of jobs see to.
 */
// Looked up one by one: by a join, a project that Postgres has no statistics of would be read whole.
const stillKnown = ({ projectId, knownJobs }: Rows): SQL => sql`
  known_job as (
    select 1 from (select * from ${rowsFrom("listed", KNOWN_JOB, knownJobs)} order by id) as known
    cross join lateral (
      select 1 from ${agentJobs} as job
      where job.project_id = ${projectId} and job.id = known.id
        and job.pipeline_run_id = known."pipelineRunId" and job.agent_type = known."agentType"
        and (known."firstChargedAt" is null or job.first_charged_at <= known."firstChargedAt")
      for no key update of job
    ) as locked
  )`;

const KNOWN_JOB = {
  id: "uuid",
  pipelineRunId: "uuid",
  agentType: "text",
  firstChargedAt: "timestamptz",
};

/** `new_run`, `new_job` and `new_entry`, one after the other. */
const insertions = ({ projectId, newRuns, newJobs, newEntries }: Rows): SQL => sql`
  new_run as (${insertion(NEW_RUNS, projectId, newRuns)} returning 1),
  new_job as (${insertion(NEW_JOBS, projectId, newJobs, isDone("new_run"))} returning 1),
  new_entry as (${insertion(NEW_ENTRIES, projectId, newEntries, isDone("new_job"))} returning 1)`;

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

const ADDITIONS = compileStatement(parametersOf("", emptyBooks()), additions);
