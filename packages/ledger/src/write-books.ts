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
  const rows = rowsIn(projectId, books);
  await tx.execute(sql`with ${insertions(rows)} select ${wonOnlyIf(areIn(rows))}`);
  const { runs, jobs } = changedIn(books);
  await mentionRuns(tx, projectId, runs);
  const changes = spendOf(books);
  await updateJobs(tx, projectId, jobs, changes);
  await writeSpend(tx, projectId, changes);
}

/**
 * The statement that writes books in which nothing that was there changes. It fails, and what it is in
 * with it, where a name or key is taken, and where a run or job that the books hold for known is not
 * as they say.
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
    newRunCount: made.runs.length,
    newJobs: listsFor(NEW_JOBS, made.jobs),
    newJobCount: made.jobs.length,
    newEntries: listsFor(NEW_ENTRIES, made.entries),
    newEntryCount: made.entries.length,
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
  ${spendWritten(bound.projectId, bound, areIn(bound))}
  select ${wonOnlyIf(sql`${areKnown(bound)} and ${areIn(bound)} and ${countIn("day_written")} >= 0`)}`;

/** `known_job`, locked, where charges of it still count as the books say; and `known_run`. */
// Locked one select deeper: Citus misreads the rows of a CTE that itself joins a list and locks, and
// those without a column.
function stillKnown({ projectId, knownJobs, knownRuns }: Rows): SQL {
  const job = { id: "uuid", agentType: "text", firstChargedAt: "timestamptz" };
  return sql`
    known_job as (
      select 1 from (
        select 1 from ${rowsFrom("known", job, knownJobs)}
        join ${agentJobs} as job on job.id = known.id
        where job.project_id = ${projectId} and job.agent_type = known."agentType"
          and (known."firstChargedAt" is null or job.first_charged_at <= known."firstChargedAt")
        order by job.id
        for no key update of job
      ) as locked
    ),
    known_run as (
      select 1 from ${rowsFrom("known", { id: "uuid" }, knownRuns)}
      join ${pipelineRuns} as run on run.id = known.id
      where run.project_id = ${projectId}
    )`;
}

/** `new_run`, `new_job` and `new_entry`, each once those before are in. */
const insertions = (bound: Rows): SQL => sql`
  new_run as (${insertion(NEW_RUNS, bound.projectId, bound.newRuns)}),
  new_job as (${insertion(NEW_JOBS, bound.projectId, bound.newJobs, runsAreIn(bound))}),
  new_entry as (${insertion(NEW_ENTRIES, bound.projectId, bound.newEntries, jobsAreIn(bound))})`;

const countIn = (rows: string): SQL => sql`(select count(*) from ${sql.identifier(rows)})`;
const areKnown = ({ knownJobCount, knownRunCount }: Rows): SQL => sql`
  ${countIn("known_job")} = ${knownJobCount} and ${countIn("known_run")} = ${knownRunCount}`;
const runsAreIn = ({ newRunCount }: Rows): SQL => sql`${countIn("new_run")} = ${newRunCount}`;
const jobsAreIn = (rows: Rows): SQL =>
  sql`${runsAreIn(rows)} and ${countIn("new_job")} = ${rows.newJobCount}`;
const areIn = (rows: Rows): SQL =>
  sql`${jobsAreIn(rows)} and ${countIn("new_entry")} = ${rows.newEntryCount}`;

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
