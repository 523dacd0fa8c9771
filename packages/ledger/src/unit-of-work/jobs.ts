import { isDeepStrictEqual } from "node:util";
import { agentJobs, creditTransactions, type Executor, listOf, rowsOf } from "@ai-cost/db";
import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { RollupChanges } from "../read-model/rollup-changes";
import type { Job, LockedJobChange } from "./rows";

const { projectId: _, ...JOB_COLUMNS } = getTableColumns(agentJobs);

const selectJobs = (tx: Executor, projectId: string, condition: SQL) =>
  tx
    .select(JOB_COLUMNS)
    .from(agentJobs)
    .where(and(eq(agentJobs.projectId, projectId), condition))
    .orderBy(agentJobs.id);

const hasExternalId = (externalIds: readonly string[]) =>
  sql`${agentJobs.externalId} = any(${listOf(externalIds, "text")})`;

/**
 * Reads a job by its external id without locking it. The job may change before the commit, so no write
 * may depend on its values.
 */
export async function findJobByExternalId(tx: Executor, projectId: string, externalId: string) {
  const [job] = await selectJobs(tx, projectId, hasExternalId([externalId]));
  return job;
}

/**
 * Locks jobs by their external ids, in id order. Every transaction that writes rows of a job takes this
 * lock first.
 */
export const lockJobsByExternalId = (
  tx: Executor,
  projectId: string,
  externalIds: readonly string[],
) => selectJobs(tx, projectId, hasExternalId(externalIds)).for("no key update");

export async function lockJob(
  tx: Executor,
  projectId: string,
  jobId: string,
): Promise<Job | undefined> {
  const [job] = await selectJobs(tx, projectId, eq(agentJobs.id, jobId)).for("no key update");
  return job;
}

/** Locks any number of jobs in id order, without reading them. */
export async function lockJobs(
  tx: Executor,
  projectId: string,
  jobIds: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    select from agent_jobs where project_id = ${projectId} and id = any(${listOf(jobIds, "uuid")})
    order by id for no key update`);
}

/** Updates jobs that the transaction has locked, and adds the changes that the rollups need to `rollups`. */
export async function updateLockedJobs(
  tx: Executor,
  projectId: string,
  jobs: readonly LockedJobChange[],
  rollups: RollupChanges,
): Promise<void> {
  const changed = jobs.filter(({ before, after }) => !isDeepStrictEqual(before, after));
  if (changed.length === 0) return;
  for (const { before, after } of changed) rollups.moveJob(before, after);
  await moveTransactions(tx, projectId, changed, rollups);
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
    from ${rowsOf("change", UPDATED_COLUMN_TYPES, rows)}
    where job.project_id = ${projectId} and job.id = change.id`);
}

const UPDATED_COLUMN_TYPES = {
  id: "uuid",
  agent_type: "text",
  agent_name: "text",
  status: "text",
  started_at: "timestamptz",
  finished_at: "timestamptz",
  first_charged_at: "timestamptz",
};

/** For jobs whose type changes from `unknown`, moves the amounts of their transactions to the new agent type. */
async function moveTransactions(
  tx: Executor,
  projectId: string,
  jobs: readonly LockedJobChange[],
  rollups: RollupChanges,
): Promise<void> {
  const renamed = jobs.filter(({ before, after }) => before.agentType !== after.agentType);
  if (renamed.length === 0) return;
  const jobsById = new Map(renamed.map((job) => [job.before.id, job]));
  const jobIds = listOf([...jobsById.keys()], "uuid");
  const transactions = await tx
    .select()
    .from(creditTransactions)
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        sql`${creditTransactions.agentJobId} = any(${jobIds})`,
      ),
    );
  for (const transaction of transactions) {
    const job = jobsById.get(transaction.agentJobId ?? "");
    if (job) rollups.moveTransaction(job.before, job.after.agentType, transaction);
  }
}
