import { type Executor, listOf, type TenantDatabase } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { lockJobs } from "../unit-of-work/jobs";
import { untilSettled } from "../unit-of-work/write-conflict";

const JOBS_A_PAGE = 5_000;

/** A job whose first charge is not the earliest that the ledger has; instants as Postgres writes them. */
export type WrongJob = { id: string; stored: string | null; ledger: string | null };

export interface JobPage {
  /** Of the page's jobs, those that are wrong, in id order. */
  wrong: WrongJob[];
  /** The id of the page's last job, after which the next page begins. */
  lastId: string;
  jobs: number;
}

/** The pages of a project's jobs, in id order; each is asked for when the one before has been used. */
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

/** The jobs of a page lie together in the index of the ledger by job: one stretch of it is read. */
async function pageAfter(tx: Executor, projectId: string, after: string): Promise<JobPage | null> {
  const [end] = await tx.execute<{ id: string | null; jobs: number }>(sql`
    select (array_agg(id order by id desc))[1] as id, count(*)::int as jobs from (
      select id from agent_jobs where project_id = ${projectId} and id > ${after}
      order by id limit ${JOBS_A_PAGE}
    ) as page`);
  if (!end?.id) return null;
  const isOfPage = (id: SQL) => sql`${id} > ${after} and ${id} <= ${end.id}`;
  // Summed, not joined: the planner takes a stretch of keys for one row and would join it by loops.
  const wrong = await tx.execute<WrongJob>(sql`
    select id, max(stored)::text as stored, min(ledger)::text as ledger from (
      select id, first_charged_at as stored, null::timestamptz as ledger
      from agent_jobs where project_id = ${projectId} and ${isOfPage(sql`id`)}
      union all
      select agent_job_id, null, occurred_at
      from credit_transactions
      where project_id = ${projectId} and kind = 'deduction' and ${isOfPage(sql`agent_job_id`)}
    ) as job
    group by id having max(stored) is distinct from min(ledger)
    order by id`);
  return { wrong: [...wrong], lastId: end.id, jobs: end.jobs };
}

/**
 * Mends wrong jobs, beneath the locks of all of them: no charge can arrive between reading and writing,
 * since the ledger is read anew when the last lock is there.
 */
export async function mendFirstCharges(
  db: TenantDatabase,
  projectId: string,
  wrong: readonly WrongJob[],
): Promise<void> {
  if (wrong.length === 0) return;
  const ids = wrong.map(({ id }) => id);
  await untilSettled(db, async (tx) => {
    await lockJobs(tx, projectId, ids);
    // `offset 0`: for the least of them the planner would else go through all charges by time.
    await tx.execute(sql`
      update agent_jobs as job
      set first_charged_at = (
        select min(occurred_at) from (
          select occurred_at from credit_transactions
          where project_id = ${projectId} and agent_job_id = job.id and kind = 'deduction' offset 0
        ) as charge
      )
      where job.project_id = ${projectId} and job.id = any(${listOf(ids, "uuid")})`);
  });
}
