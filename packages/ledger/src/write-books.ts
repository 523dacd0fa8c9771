import type { Executor } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { Books, NewRun } from "./books";
import { insertEntries } from "./entries";
import { type JobChange, type LockedJob, updateJobs } from "./jobs";
import { LostRace } from "./lost-race";
import { rowsOf } from "./rows";
import { SpendChanges } from "./spend-changes";
import { writeSpend } from "./write-spend";

const isKnown = (job: JobChange): job is JobChange & { before: LockedJob } => job.before !== null;

/**
 * Writes what a batch has decided. Every transaction takes what it needs in this order, sorted
 * within each: job locks, new runs, new jobs, ledger keys, rows of the read model.
 */
export async function writeBooks(tx: Executor, projectId: string, books: Books): Promise<void> {
  const jobs = [...books.jobsByName.values()];
  const newJobs = jobs.filter((job) => !isKnown(job)).map(({ after }) => after);
  await insertRuns(tx, projectId, books.newRuns);
  await insertJobs(tx, projectId, newJobs);
  const entries = books.charges.map(({ entry }) => entry);
  if ((await insertEntries(tx, projectId, entries)) < entries.length) throw new LostRace();

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

const RUN_TYPES = {
  id: "uuid",
  external_id: "text",
  trigger: "text",
  status: "text",
  started_at: "timestamptz",
};

async function insertRuns(
  tx: Executor,
  projectId: string,
  newRuns: readonly NewRun[],
): Promise<void> {
  if (newRuns.length === 0) return;
  const rows = newRuns.map((run) => ({
    id: run.id,
    external_id: run.externalId,
    trigger: run.trigger,
    status: run.status,
    started_at: run.startedAt,
  }));
  const inserted = await tx.execute(sql`
    insert into pipeline_runs (project_id, id, external_id, trigger, status, started_at)
    select ${projectId}::uuid, id, external_id, trigger, status, started_at
    from ${rowsOf("run", RUN_TYPES, rows)}
    order by external_id
    on conflict (project_id, external_id) do nothing
    returning id`);
  if (inserted.length < newRuns.length) throw new LostRace();
}

const JOB_TYPES = {
  id: "uuid",
  pipeline_run_id: "uuid",
  external_id: "text",
  agent_type: "text",
  status: "text",
  started_at: "timestamptz",
  finished_at: "timestamptz",
  first_charged_at: "timestamptz",
};

async function insertJobs(
  tx: Executor,
  projectId: string,
  newJobs: readonly LockedJob[],
): Promise<void> {
  if (newJobs.length === 0) return;
  const rows = newJobs.map((job) => ({
    id: job.id,
    pipeline_run_id: job.pipelineRunId,
    external_id: job.externalId,
    agent_type: job.agentType,
    status: job.status,
    started_at: job.startedAt,
    finished_at: job.finishedAt,
    first_charged_at: job.firstChargedAt,
  }));
  const columns = sql.raw(Object.keys(JOB_TYPES).join(", "));
  const inserted = await tx.execute(sql`
    insert into agent_jobs (project_id, ${columns})
    select ${projectId}::uuid, ${columns}
    from ${rowsOf("job", JOB_TYPES, rows)}
    order by external_id
    on conflict (project_id, external_id) do nothing
    returning id`);
  if (inserted.length < newJobs.length) throw new LostRace();
}
