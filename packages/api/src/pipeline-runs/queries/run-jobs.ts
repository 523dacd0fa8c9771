import { agentJobs, creditTransactions, type Executor } from "@ai-cost/db";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { ledgerTotals } from "./ledger-totals";

const PAGE_ROWS = 50;

/** Selects the jobs that started after the job `id`; selects nothing when the run has no job with this id. */
const isAfter = (projectId: string, runId: string, id: string): SQL => sql`
  (${agentJobs.startedAt}, ${agentJobs.id}) > (
    select started_at, id from agent_jobs
    where project_id = ${projectId} and pipeline_run_id = ${runId} and id = ${id})`;

const pageOf = (db: Executor, projectId: string, runId: string, afterId: string | undefined) =>
  db
    .select()
    .from(agentJobs)
    .where(
      and(
        eq(agentJobs.projectId, projectId),
        eq(agentJobs.pipelineRunId, runId),
        isNull(agentJobs.mergedIntoJobId),
        afterId === undefined ? undefined : isAfter(projectId, runId, afterId),
      ),
    )
    .orderBy(asc(agentJobs.startedAt), asc(agentJobs.id))
    .limit(PAGE_ROWS)
    .as("page");

/**
 * The first 50 jobs of a run, ordered by start, then id, each with its totals and those of the jobs that
 * were merged into it. With `afterId`, the next 50
 * jobs after that job in this order.
 */
export function selectRunJobs(
  db: Executor,
  projectId: string,
  runId: string,
  afterId: string | undefined,
) {
  const page = pageOf(db, projectId, runId, afterId);
  const parts = sql`(
    select ${page.id} as id
    union all
    select id from agent_jobs where project_id = ${projectId} and merged_into_job_id = ${page.id}
  ) as part`;
  return db
    .select({
      jobId: page.id,
      externalId: page.externalId,
      agentType: page.agentType,
      status: page.status,
      startedAt: page.startedAt,
      finishedAt: page.finishedAt,
      ...ledgerTotals,
    })
    .from(page)
    .crossJoinLateral(parts)
    .leftJoin(
      creditTransactions,
      and(
        eq(creditTransactions.projectId, projectId),
        eq(creditTransactions.agentJobId, sql`part.id`),
      ),
    )
    .groupBy(page.id, page.externalId, page.agentType, page.status, page.startedAt, page.finishedAt)
    .orderBy(asc(page.startedAt), asc(page.id));
}
