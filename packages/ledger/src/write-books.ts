import {
  agentJobs,
  type Bound,
  compiled,
  type Executor,
  listsOf,
  pipelineRuns,
  rowsFrom,
  type Statement,
} from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { type Books, changedIn, emptyBooks, isChanging, knownIn, newIn } from "./books";
import { insertion, listsFor, NEW_ENTRIES, NEW_JOBS, NEW_RUNS } from "./insert-new";
import { updateJobs } from "./jobs";
import { wonOnlyIf } from "./lost-race";
import { mentionRuns } from "./runs";
import { SpendChanges } from "./spend-changes";
import { countIn, isDone } from "./surfaces";
import { spendRows, spendWritten, writeSpend } from "./write-spend";

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
 * with it, where a name or key is taken (23505) and where a run or job that the books hold for known is
 * not as they say; `isLostRace` knows both.
 */
export const additionsTo = (projectId: string, books: Books): Statement =>
  ADDITIONS(parametersOf(projectId, books));

function rowsIn(projectId: string, books: Books) {
  const made = newIn(books);
  const known = knownIn(books);
  return {
    projectId,
    knownJobs: listsOf(["id", "agentType", "firstChargedAt"], known.jobs),
    knownJobCount: known.jobs.length,
    knownRuns: listsOf(["id"], known.runs),
    knownRunCount: known.runs.length,
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
  select ${wonOnlyIf(sql`${areKnown(bound)} and ${isDone("day_written")}`)}`;

/** `known_job`, locked in id order, where charges of it still count as the books say; and `known_run`. */
// Looked up one by one: by a join, a project that Postgres has no statistics of would be read whole.
function stillKnown({ projectId, knownJobs, knownRuns }: Rows): SQL {
  const job = { id: "uuid", agentType: "text", firstChargedAt: "timestamptz" };
  return sql`
    known_job as (
      select 1 from (select * from ${rowsFrom("listed", job, knownJobs)} order by id) as known
      cross join lateral (
        select 1 from ${agentJobs} as job
        where job.project_id = ${projectId} and job.id = known.id
          and job.agent_type = known."agentType"
          and (known."firstChargedAt" is null or job.first_charged_at <= known."firstChargedAt")
        for no key update of job
      ) as locked
    ),
    known_run as (
      select 1 from ${rowsFrom("known", { id: "uuid" }, knownRuns)}
      cross join lateral (
        select 1 from ${pipelineRuns} as run
        where run.project_id = ${projectId} and run.id = known.id offset 0
      ) as found
    )`;
}

/** `new_run`, `new_job` and `new_entry`, one after the other. */
const insertions = ({ projectId, newRuns, newJobs, newEntries }: Rows): SQL => sql`
  new_run as (${insertion(NEW_RUNS, projectId, newRuns)} returning 1),
  new_job as (${insertion(NEW_JOBS, projectId, newJobs, isDone("new_run"))} returning 1),
  new_entry as (${insertion(NEW_ENTRIES, projectId, newEntries, isDone("new_job"))} returning 1)`;

const areKnown = ({ knownJobCount, knownRunCount }: Rows): SQL => sql`
  ${countIn("known_job")} = ${knownJobCount} and ${countIn("known_run")} = ${knownRunCount}`;

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

const ADDITIONS = compiled(parametersOf("", emptyBooks()), additions);
