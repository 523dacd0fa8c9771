import { agentJobs, creditTransactions, type Executor } from "@ai-cost/db";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { ledgerTotals } from "./ledger-totals";

const PAGE_ROWS = 50;

/** What comes after the job `id` of this run, oldest first; nothing when it has no such job. */
const after = (projectId: string, runId: string, id: string): SQL => sql`
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
        afterId === undefined ? undefined : after(projectId, runId, afterId),
      ),
    )
    .orderBy(asc(agentJobs.startedAt), asc(agentJobs.id))
    .limit(PAGE_ROWS)
    .as("page");

/** Fifty jobs of a run, by start, then id, with what each cost; those after `afterId` when given. */
export function runJobs(
  db: Executor,
  projectId: string,
  runId: string,
  afterId: string | undefined,
) {
  const page = pageOf(db, projectId, runId, afterId);
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
    .leftJoin(
      creditTransactions,
      and(eq(creditTransactions.projectId, projectId), eq(creditTransactions.agentJobId, page.id)),
    )
    .groupBy(page.id, page.externalId, page.agentType, page.status, page.startedAt, page.finishedAt)
    .orderBy(asc(page.startedAt), asc(page.id));
}
