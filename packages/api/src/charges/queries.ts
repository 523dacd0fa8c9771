import { agentJobs, creditTransactions, type Executor } from "@ai-cost/db";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

const PAGE_ROWS = 50;
const adjustment = alias(creditTransactions, "adjustment");
const { amountMicroUsd, kind } = adjustment;

/**
 * The sums of each charge's corrections and of its refunds, in micro-dollars. The sum of the corrections
 * is null when the charge has no correction.
 */
const adjustmentsOf = (db: Executor, projectId: string) =>
  db
    .select({
      correctionMicroUsd: sql<bigint | null>`(sum(${amountMicroUsd})
        filter (where ${kind} = 'correction'))::bigint`
        .mapWith(BigInt)
        .as("correction_micro_usd"),
      refundedMicroUsd: sql<bigint>`coalesce(sum(${amountMicroUsd})
        filter (where ${kind} = 'refund'), 0)::bigint`
        .mapWith(BigInt)
        .as("refunded_micro_usd"),
    })
    .from(adjustment)
    .where(and(eq(adjustment.projectId, projectId), eq(adjustment.chargeId, creditTransactions.id)))
    .as("adjustments");

/**
 * Selects the charges older than the charge `id`; selects nothing when the project, or the run if one is
 * given, has no charge with this id.
 */
const isAfter = (projectId: string, runId: string | undefined, id: string): SQL => sql`
  (${creditTransactions.occurredAt}, ${creditTransactions.id}) < (
    select last.occurred_at, last.id
    from credit_transactions as last
    join agent_jobs as job on job.project_id = ${projectId} and job.id = last.agent_job_id
    where last.project_id = ${projectId} and last.id = ${id} and last.kind = 'deduction'
      and job.pipeline_run_id = coalesce(${runId ?? null}::uuid, job.pipeline_run_id))`;

/**
 * The 50 newest charges of a project, or of one of its runs, ordered by `occurredAt`, then id, both
 * descending. With `afterId`, the next 50 charges after that charge in this order. Amounts are in
 * micro-dollars.
 */
export function selectCharges(
  db: Executor,
  projectId: string,
  { runId, afterId }: { runId?: string | undefined; afterId?: string | undefined },
) {
  const adjustments = adjustmentsOf(db, projectId);
  return db
    .select({
      id: creditTransactions.id,
      jobId: agentJobs.id,
      runId: agentJobs.pipelineRunId,
      agentType: agentJobs.agentType,
      model: creditTransactions.model,
      inputTokens: creditTransactions.inputTokens,
      outputTokens: creditTransactions.outputTokens,
      amountMicroUsd: creditTransactions.amountMicroUsd,
      correctionMicroUsd: adjustments.correctionMicroUsd,
      refundedMicroUsd: adjustments.refundedMicroUsd,
      occurredAt: creditTransactions.occurredAt,
    })
    .from(creditTransactions)
    .innerJoin(
      agentJobs,
      and(eq(agentJobs.projectId, projectId), eq(agentJobs.id, creditTransactions.agentJobId)),
    )
    .crossJoinLateral(adjustments)
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        eq(creditTransactions.kind, "deduction"),
        runId === undefined ? undefined : eq(agentJobs.pipelineRunId, runId),
        afterId === undefined ? undefined : isAfter(projectId, runId, afterId),
      ),
    )
    .orderBy(desc(creditTransactions.occurredAt), desc(creditTransactions.id))
    .limit(PAGE_ROWS);
}

export type Charge = Awaited<ReturnType<typeof selectCharges>>[number];
