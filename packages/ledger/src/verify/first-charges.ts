import { type Executor, listOf, type TenantDatabase } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { lockJobs } from "../unit-of-work/jobs";
import { retryOnConflict } from "../unit-of-work/write-conflict";

const JOBS_PER_PAGE = 5_000;

/**
 * A job with a wrong `first_charged_at`. The right value is the instant of the earliest charge that counts
 * for the job, including the charges of jobs that were merged into it; a merged job has no value. Both
 * instants are texts in the format of Postgres.
 */
export type WrongJob = { id: string; stored: string | null; ledger: string | null };

export interface JobPage {
  /** The jobs of the page whose `first_charged_at` is wrong, in id order. */
  wrong: WrongJob[];
  /** The id of the page's last job. The next page starts after it. */
  lastId: string;
  /** The number of jobs on the page. */
  jobs: number;
}

/** Reads a project's jobs in id order, page by page. It runs the query of each page through `read`. */
export async function* pagesOfJobs(
  read: <Result>(work: (tx: Executor) => Promise<Result>) => Promise<Result>,
  projectId: string,
): AsyncGenerator<JobPage> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const page = await read((tx) => pageAfter(tx, projectId, after));
    if (page === null) return;
    yield page;
    after = page.lastId;
  }
}

/**
 * Reads the next page of jobs, or returns null after the last page. The charges of consecutive jobs are
 * together in the ledger's index by job, so Postgres reads one range of the index.
 */
async function pageAfter(tx: Executor, projectId: string, after: string): Promise<JobPage | null> {
  const [end] = await tx.execute<{ id: string | null; jobs: number }>(sql`
    select (array_agg(id order by id desc))[1] as id, count(*)::int as jobs from (
      select id from agent_jobs where project_id = ${projectId} and id > ${after}
      order by id limit ${JOBS_PER_PAGE}
    ) as page`);
  if (!end?.id) return null;
  const isOnPage = (id: SQL) => sql`${id} > ${after} and ${id} <= ${end.id}`;
  // A union with `group by` replaces a join here. The planner expects only one row in a range of ids, so
  // it would choose a nested loop for a join, which is slow.
  const wrong = await tx.execute<WrongJob>(sql`
    select id, stored::text, ledger::text from (
      select id, max(stored) as stored,
        case when not bool_or(is_merged) then min(ledger) end as ledger
      from (
        select id, first_charged_at as stored, null::timestamptz as ledger,
          merged_into_job_id is not null as is_merged
        from agent_jobs where project_id = ${projectId} and ${isOnPage(sql`id`)}
        union all
        select agent_job_id, null, occurred_at, null
        from credit_transactions
        where project_id = ${projectId} and kind = 'deduction' and ${isOnPage(sql`agent_job_id`)}
        union all
        select part.merged_into_job_id, null, charge.occurred_at, null
        from agent_jobs as part
        cross join lateral (
          select kind, occurred_at from credit_transactions
          where project_id = ${projectId} and agent_job_id = part.id offset 0
        ) as charge
        where part.project_id = ${projectId} and ${isOnPage(sql`part.merged_into_job_id`)}
          and charge.kind = 'deduction'
      ) as row group by id
    ) as job
    where stored is distinct from ledger
    order by id`);
  return { wrong: [...wrong], lastId: end.id, jobs: end.jobs };
}

/**
 * Sets the first charge of these jobs from the ledger. It locks all jobs before it reads the ledger. No
 * charge can then be added between the read and the write.
 */
export async function repairFirstCharges(
  db: TenantDatabase,
  projectId: string,
  wrong: readonly WrongJob[],
): Promise<void> {
  if (wrong.length === 0) return;
  const ids = wrong.map(({ id }) => id);
  await retryOnConflict(db, async (tx) => {
    await lockJobs(tx, projectId, ids);
    // With `offset 0` and without the kind in the subquery, the planner uses the index of charges by job.
    // Otherwise it would search the index of all charges by time for the minimum.
    await tx.execute(sql`
      update agent_jobs as job
      set first_charged_at = (
        select min(occurred_at) filter (where kind = 'deduction') from (
          select job.id where job.merged_into_job_id is null
          union all
          select id from agent_jobs where project_id = ${projectId} and merged_into_job_id = job.id
        ) as part
        cross join lateral (
          select kind, occurred_at from credit_transactions
          where project_id = ${projectId} and agent_job_id = part.id offset 0
        ) as charge
      )
      where job.project_id = ${projectId} and job.id = any(${listOf(ids, "uuid")})`);
  });
}
