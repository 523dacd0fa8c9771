import { agentJobs, countedJobId, creditTransactions, type Executor } from "@ai-cost/db";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";

const PAGE_ROWS = 50;
/** The job of the charge's own row. It may be merged into another one. */
const ownJob = alias(agentJobs, "own_job");
const adjustment = alias(creditTransactions, "adjustment");
const { amountMicroUsd, inputTokens, outputTokens, kind } = adjustment;

const isOf = (of: string): SQL => sql`${kind} = '${sql.raw(of)}'`;

/** The sum of a column over the adjustments of one kind; null when no adjustment of this kind has a value. */
const sumOf = (column: AnyPgColumn, of: string, name: string) =>
  sql<bigint | null>`sum(${column}) filter (where ${isOf(of)})`.mapWith(BigInt).as(name);

/** The sums of each charge's corrections, completions and refunds, in micro-dollars and tokens. */
const adjustmentsOf = (db: Executor, projectId: string) =>
  db
    .select({
      correctionMicroUsd: sumOf(amountMicroUsd, "correction", "correction_micro_usd"),
      completionMicroUsd: sumOf(amountMicroUsd, "completion", "completion_micro_usd"),
      correctionNote: sql<string | null>`max(${adjustment.price}->>'note')
        filter (where ${isOf("correction")})`.as("correction_note"),
      refundedMicroUsd: sumOf(amountMicroUsd, "refund", "refunded_micro_usd"),
      completionInputTokens: sumOf(inputTokens, "completion", "completion_input_tokens"),
      completionOutputTokens: sumOf(outputTokens, "completion", "completion_output_tokens"),
      isCompleted: sql<boolean>`coalesce(bool_or(${isOf("completion")}), false)`.as("is_completed"),
      gaveWay: sql<boolean>`coalesce(bool_or(${isOf("completion")}
        and ${adjustment.idempotencyKey} like '%/gave-way'), false)`.as("gave_way"),
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
 * micro-dollars. The job is the one that the charge counts for.
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
      occurredAt: creditTransactions.occurredAt,
      correctionMicroUsd: adjustments.correctionMicroUsd,
      completionMicroUsd: adjustments.completionMicroUsd,
      refundedMicroUsd: adjustments.refundedMicroUsd,
      completionInputTokens: adjustments.completionInputTokens,
      completionOutputTokens: adjustments.completionOutputTokens,
      isCompleted: adjustments.isCompleted,
      gaveWay: adjustments.gaveWay,
      priceNote: sql<
        string | null
      >`coalesce(${creditTransactions.price}->>'note', ${adjustments.correctionNote})`,
    })
    .from(creditTransactions)
    .innerJoin(
      ownJob,
      and(eq(ownJob.projectId, projectId), eq(ownJob.id, creditTransactions.agentJobId)),
    )
    .innerJoin(
      agentJobs,
      and(eq(agentJobs.projectId, projectId), eq(agentJobs.id, countedJobId(ownJob))),
    )
    .crossJoinLateral(adjustments)
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        eq(creditTransactions.kind, "deduction"),
        // A merged job is in the run of the job that it was merged into.
        runId === undefined ? undefined : eq(ownJob.pipelineRunId, runId),
        afterId === undefined ? undefined : isAfter(projectId, runId, afterId),
      ),
    )
    .orderBy(desc(creditTransactions.occurredAt), desc(creditTransactions.id))
    .limit(PAGE_ROWS);
}

export type Charge = Awaited<ReturnType<typeof selectCharges>>[number];
