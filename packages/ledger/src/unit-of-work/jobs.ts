import { isDeepStrictEqual } from "node:util";
import { agentJobs, creditTransactions, type Executor, listOf, rowsOf } from "@ai-cost/db";
import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SpendChanges } from "../read-model/rollup-changes";

/** A job as it stands in the transaction that has locked it. */
export type LockedJob = Omit<typeof agentJobs.$inferSelect, "projectId">;

/** A job's row before and after what a transaction has decided; `before` is null when it makes the job. */
export interface JobChange {
  before: LockedJob | null;
  after: LockedJob;
}

const { projectId: _, ...JOB_COLUMNS } = getTableColumns(agentJobs);

const jobsWhere = (tx: Executor, projectId: string, which: SQL) =>
  tx
    .select(JOB_COLUMNS)
    .from(agentJobs)
    .where(and(eq(agentJobs.projectId, projectId), which))
    .orderBy(agentJobs.id);

const isNamed = (externalIds: readonly string[]) =>
  sql`${agentJobs.externalId} = any(${listOf(externalIds, "text")})`;

/** A job by its caller's name, as it stood a moment ago: nothing may be decided on it. */
export async function findJobNamed(tx: Executor, projectId: string, externalId: string) {
  const [job] = await jobsWhere(tx, projectId, isNamed([externalId]));
  return job;
}

/** Locks jobs by their callers' names, in id order: whatever changes a job's rows waits here. */
export const lockJobsNamed = (tx: Executor, projectId: string, externalIds: readonly string[]) =>
  jobsWhere(tx, projectId, isNamed(externalIds)).for("no key update");

export async function lockJob(
  tx: Executor,
  projectId: string,
  jobId: string,
): Promise<LockedJob | undefined> {
  const [job] = await jobsWhere(tx, projectId, eq(agentJobs.id, jobId)).for("no key update");
  return job;
}

/** Locks any number of jobs by their ids, in that order, and answers nothing of them. */
export async function lockJobs(
  tx: Executor,
  projectId: string,
  jobIds: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    select from agent_jobs where project_id = ${projectId} and id = any(${listOf(jobIds, "uuid")})
    order by id for no key update`);
}

/** Updates jobs that the transaction has locked, and counts them where they now belong. */
export async function updateJobs(
  tx: Executor,
  projectId: string,
  jobs: readonly { before: LockedJob; after: LockedJob }[],
  changes: SpendChanges,
): Promise<void> {
  const changed = jobs.filter(({ before, after }) => !isDeepStrictEqual(before, after));
  if (changed.length === 0) return;
  for (const { before, after } of changed) changes.moveJob(before, after);
  await moveEntries(tx, projectId, changed, changes);
  const rows = changed.map(({ after }) => ({
    id: after.id,
    agent_type: after.agentType,
    agent_name: after.agentName,
    status: after.status,
    started_at: after.startedAt,
    finished_at: after.finishedAt,
    first_charged_at: after.firstChargedAt,
  }));
  await tx.execute(sql`
    update agent_jobs as job
    set agent_type = change.agent_type, agent_name = change.agent_name, status = change.status,
      started_at = change.started_at, finished_at = change.finished_at,
      first_charged_at = change.first_charged_at
    from ${rowsOf("change", UPDATED_TYPES, rows)}
    where job.project_id = ${projectId} and job.id = change.id`);
}

const UPDATED_TYPES = {
  id: "uuid",
  agent_type: "text",
  agent_name: "text",
  status: "text",
  started_at: "timestamptz",
  finished_at: "timestamptz",
  first_charged_at: "timestamptz",
};

/** A job that gets its name takes along everything that was booked under `unknown`. */
async function moveEntries(
  tx: Executor,
  projectId: string,
  jobs: readonly { before: LockedJob; after: LockedJob }[],
  changes: SpendChanges,
): Promise<void> {
  const renamed = jobs.filter(({ before, after }) => before.agentType !== after.agentType);
  if (renamed.length === 0) return;
  const jobsById = new Map(renamed.map((job) => [job.before.id, job]));
  const jobIds = listOf([...jobsById.keys()], "uuid");
  const entries = await tx
    .select()
    .from(creditTransactions)
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        sql`${creditTransactions.agentJobId} = any(${jobIds})`,
      ),
    );
  for (const entry of entries) {
    const job = jobsById.get(entry.agentJobId ?? "");
    if (!job) continue;
    const place = { ...job.before, occurredAt: entry.occurredAt };
    changes.moveEntry(place, job.after.agentType, entry);
  }
}
