import { isDeepStrictEqual } from "node:util";
import { agentJobs, creditTransactions, type Executor, listOf, rowsOf } from "@ai-cost/db";
import { getTableColumns, type Subquery, sql } from "drizzle-orm";
import type { JobKeys, RollupChanges } from "../read-model/rollup-changes";
import { FOR_UPDATE, named, rowsWith, rowsWithEach, wantedValues } from "./look-up";
import type { Job, JobChange, LockedJobChange } from "./rows";
import { WriteConflict } from "./write-conflict";

const { projectId: _, ...JOB_COLUMNS } = getTableColumns(agentJobs);
const { projectId: __, ...TRANSACTION_COLUMNS } = getTableColumns(creditTransactions);

/**
 * Reads a job by its external id without locking it. Other transactions may change the job before the
 * commit, so a write must not depend on its values.
 */
export async function findJobByExternalId(tx: Executor, projectId: string, externalId: string) {
  const [job] = await tx.select(JOB_COLUMNS).from(jobsWithExternalIds(projectId, [externalId]));
  return job;
}

const jobsWithExternalIds = (projectId: string, externalIds: readonly string[]): Subquery =>
  rowsWithEach(wantedValues(externalIds, "text"), { projectId, column: agentJobs.externalId });

/**
 * Locks jobs in id order and returns them. `jobs` selects the jobs to lock. A job that
 * was merged is replaced by the job that it was merged into. Throws `WriteConflict` when a job is merged
 * while this function waits for the lock. `names` are the external ids of all jobs that were merged into
 * the job.
 */
async function lockCountedJobs(tx: Executor, projectId: string, jobs: Subquery) {
  const wanted = sql`(
    select distinct coalesce(merged_into_job_id, id) as value from ${jobs} order by value
  ) as wanted`;
  const merged = { projectId, column: agentJobs.mergedIntoJobId };
  const locked = await tx
    .select({
      job: JOB_COLUMNS,
      names: sql<string[]>`array(
        select external_id from ${rowsWith(merged, sql`agent_jobs.id`)} as merged)`,
    })
    .from(rowsWithEach(wanted, { projectId, column: agentJobs.id }, FOR_UPDATE));
  if (locked.some(({ job }) => job.mergedIntoJobId !== null)) throw new WriteConflict();
  return locked;
}

/**
 * Locks jobs by their external ids, in id order, and returns their changes by external id. Every
 * transaction that writes rows of a job takes this lock first. The external id of a merged job leads to
 * the job that it was merged into.
 */
export async function lockJobsByExternalId(
  tx: Executor,
  projectId: string,
  externalIds: readonly string[],
): Promise<Map<string, LockedJobChange>> {
  const jobs = jobsWithExternalIds(projectId, externalIds);
  const changes = new Map<string, LockedJobChange>();
  for (const { job, names } of await lockCountedJobs(tx, projectId, jobs)) {
    const change = { before: job, after: job };
    for (const name of [job.externalId ?? "", ...names]) changes.set(name, change);
  }
  return changes;
}

/** Locks the job for which the charges of this job count. */
export async function lockJob(
  tx: Executor,
  projectId: string,
  jobId: string,
): Promise<Job | undefined> {
  const jobs = rowsWithEach(wantedValues([jobId], "uuid"), { projectId, column: agentJobs.id });
  const [locked] = await lockCountedJobs(tx, projectId, jobs);
  return locked?.job;
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
    pipeline_run_id: after.pipelineRunId,
    agent_type: after.agentType,
    agent_name: after.agentName,
    status: after.status,
    started_at: after.startedAt,
    finished_at: after.finishedAt,
    first_charged_at: after.firstChargedAt,
    merged_into_job_id: after.mergedIntoJobId,
  }));
  await tx.execute(sql`
    update agent_jobs as job
    set pipeline_run_id = change.pipeline_run_id, agent_type = change.agent_type,
      agent_name = change.agent_name, status = change.status, started_at = change.started_at,
      finished_at = change.finished_at, first_charged_at = change.first_charged_at,
      merged_into_job_id = change.merged_into_job_id
    from ${rowsOf("change", UPDATED_COLUMN_TYPES, rows)}
    where job.project_id = ${projectId} and job.id = change.id`);
  await repointMergedJobs(tx, projectId, changed);
}

const UPDATED_COLUMN_TYPES = {
  id: "uuid",
  pipeline_run_id: "uuid",
  agent_type: "text",
  agent_name: "text",
  status: "text",
  started_at: "timestamptz",
  finished_at: "timestamptz",
  first_charged_at: "timestamptz",
  merged_into_job_id: "uuid",
};

/**
 * When a job is merged that has other jobs merged into it, merges these jobs into the new target as well,
 * so that no merged job leads to another merged job. Their rows need no lock: a transaction that writes
 * for them locks the job that they count for, which this transaction has locked.
 */
async function repointMergedJobs(
  tx: Executor,
  projectId: string,
  jobs: readonly LockedJobChange[],
): Promise<void> {
  const merged = jobs.filter(({ mergedInto }) => mergedInto !== undefined);
  if (merged.length === 0) return;
  const rows = merged.map(({ after }) => ({
    id: after.id,
    target: after.mergedIntoJobId,
    run: after.pipelineRunId,
  }));
  await tx.execute(sql`
    update agent_jobs as job set merged_into_job_id = change.target, pipeline_run_id = change.run
    from ${rowsOf("change", { id: "uuid", target: "uuid", run: "uuid" }, rows)}
    where job.project_id = ${projectId} and job.merged_into_job_id = change.id`);
}

/** The keys of the rollup rows that count a job's transactions after the change. */
const keysAfter = ({ after, mergedInto }: JobChange): JobKeys => mergedInto?.after ?? after;

/**
 * For jobs whose spend counts elsewhere after the change, because they get an agent type or are merged,
 * moves the amounts of their transactions. Also moves the amounts of jobs that were merged into them
 * earlier.
 */
async function moveTransactions(
  tx: Executor,
  projectId: string,
  jobs: readonly LockedJobChange[],
  rollups: RollupChanges,
): Promise<void> {
  const moved = jobs.filter((job) => {
    const { agentType, pipelineRunId } = keysAfter(job);
    return job.before.agentType !== agentType || job.before.pipelineRunId !== pipelineRunId;
  });
  if (moved.length === 0) return;
  const jobsById = new Map(moved.map((job) => [job.before.id, job]));
  const wanted = wantedValues([...jobsById.keys()], "uuid");
  const merged = { projectId, column: agentJobs.mergedIntoJobId };
  const ofJob = { projectId, column: creditTransactions.agentJobId };
  const rows = await tx
    .select({ jobId: sql<string>`job_id`, transaction: TRANSACTION_COLUMNS })
    .from(
      named(
        creditTransactions,
        sql`select part.job_id, found.* from (
          select value as job_id, value as part_id from ${wanted}
          union all
          select value, id from ${rowsWithEach(wanted, merged)}
        ) as part
        cross join lateral ${rowsWith(ofJob, sql`part.part_id`)} as found`,
      ),
    );
  for (const { jobId, transaction } of rows) {
    const job = jobsById.get(jobId);
    if (job) rollups.moveTransaction(job.before, keysAfter(job), transaction);
  }
}
