import { agentJobs, countedJobId, creditTransactions, type Executor, listOf } from "@ai-cost/db";
import { monthWindow } from "@ai-cost/domain";
import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
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

/** The sums of a charge's corrections, completions and refunds, in micro-dollars and tokens. */
const adjustmentsOf = (db: Executor, projectId: string, chargeId: AnyPgColumn) =>
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
      isSuperseded: sql<boolean>`coalesce(bool_or(${isOf("completion")}
        and ${adjustment.idempotencyKey} like '%/gave-way'), false)`.as("is_superseded"),
    })
    .from(adjustment)
    .where(and(eq(adjustment.projectId, projectId), eq(adjustment.chargeId, chargeId)))
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

/** Which charges a list has, and where it continues. */
export interface ChargePage {
  runId?: string | undefined;
  /** `YYYY-MM` */
  month?: string | undefined;
  agentTypes?: readonly string[] | undefined;
  /** Canonical models; `unknown` selects the charges without a model. */
  models?: readonly string[] | undefined;
  afterId?: string | undefined;
}

/** The most charges that a page with a filter looks through, so that a rare agent type or model costs no more. */
const MAX_FILTERED_CHARGES = 5_000;

/** The charges of a page, before agent types and models are filtered. */
function isOnPage(projectId: string, { runId, month, afterId }: ChargePage): SQL | undefined {
  const { occurredAt, kind, agentJobId } = creditTransactions;
  const window = month === undefined ? undefined : monthWindow(month);
  return and(
    eq(creditTransactions.projectId, projectId),
    sql`${kind} = 'deduction'`,
    window && gte(occurredAt, window.start),
    window && lt(occurredAt, window.end),
    // A merged job is in the run of the job that it was merged into.
    runId === undefined
      ? undefined
      : sql`${agentJobId} = any(array(
          select id from agent_jobs
          where project_id = ${projectId} and pipeline_run_id = ${runId}))`,
    afterId === undefined ? undefined : isAfter(projectId, runId, afterId),
  );
}

/**
 * The ids of the next 50 charges with the agent types and models, among the next 5,000 charges. They are
 * selected first and by themselves, because Postgres would otherwise read all jobs of an agent type.
 */
async function selectMatchingIds(
  db: Executor,
  projectId: string,
  page: ChargePage,
): Promise<string[]> {
  const { agentTypes, models } = page;
  const { id, occurredAt, agentJobId, canonicalModel, model } = creditTransactions;
  const next = db
    .select({ id, occurredAt, agentJobId, canonicalModel, model })
    .from(creditTransactions)
    .where(isOnPage(projectId, page))
    .orderBy(desc(occurredAt), desc(id))
    .limit(MAX_FILTERED_CHARGES)
    .as("next_charge");
  const agentType = sql`(
    select agent_type from agent_jobs
    where project_id = ${projectId} and id = (
      select coalesce(own.merged_into_job_id, own.id) from agent_jobs as own
      where own.project_id = ${projectId} and own.id = ${next.agentJobId}))`;
  const usedModel = sql`coalesce(${next.canonicalModel}, ${next.model}, 'unknown')`;
  const rows = await db
    .select({ id: next.id })
    .from(next)
    .where(
      and(
        agentTypes && sql`${agentType} = any(${listOf(agentTypes, "text")})`,
        models && sql`${usedModel} = any(${listOf(models, "text")})`,
      ),
    )
    .orderBy(desc(next.occurredAt), desc(next.id))
    .limit(PAGE_ROWS);
  return rows.map((row) => row.id);
}

/** The charges of a page, without the job that each counts for and its adjustments. */
function chargesOfPage(
  db: Executor,
  projectId: string,
  page: ChargePage,
  ids: readonly string[] | undefined,
) {
  const { id, agentJobId, model, inputTokens, outputTokens, amountMicroUsd, occurredAt, price } =
    creditTransactions;
  return db
    .select({
      id,
      agentJobId,
      model,
      inputTokens,
      outputTokens,
      amountMicroUsd,
      occurredAt,
      priceNote: sql<string | null>`${price}->>'note'`.as("price_note"),
    })
    .from(creditTransactions)
    .where(and(isOnPage(projectId, page), ids && sql`${id} = any(${listOf(ids, "uuid")})`))
    .orderBy(desc(occurredAt), desc(id))
    .limit(PAGE_ROWS)
    .as("charge");
}

/**
 * The job that a job's charges count for. The limit makes Postgres look up one job for each charge, even when
 * it takes the table for empty and would otherwise read all jobs for each charge.
 */
const countedJobOf = (db: Executor, projectId: string, ownJobId: AnyPgColumn) =>
  db
    .select({
      id: agentJobs.id,
      pipelineRunId: agentJobs.pipelineRunId,
      agentType: agentJobs.agentType,
    })
    .from(agentJobs)
    .where(
      and(
        eq(agentJobs.projectId, projectId),
        eq(
          agentJobs.id,
          db
            .select({ id: countedJobId(ownJob) })
            .from(ownJob)
            .where(and(eq(ownJob.projectId, projectId), eq(ownJob.id, ownJobId))),
        ),
      ),
    )
    .limit(1)
    .as("job");

/**
 * The 50 newest charges of a project, or of one of its runs, ordered by `occurredAt`, then id, both
 * descending. With `afterId`, the next 50 charges after that charge in this order. Amounts are in
 * micro-dollars. The job is the one that the charge counts for. With agent types or models, only the next
 * 5,000 charges are looked through.
 */
export async function selectCharges(db: Executor, projectId: string, page: ChargePage) {
  const ids =
    page.agentTypes || page.models ? await selectMatchingIds(db, projectId, page) : undefined;
  const charge = chargesOfPage(db, projectId, page, ids);
  const job = countedJobOf(db, projectId, charge.agentJobId);
  const adjustments = adjustmentsOf(db, projectId, charge.id);
  return db
    .select({
      id: charge.id,
      jobId: job.id,
      runId: job.pipelineRunId,
      runExternalId: sql<string | null>`(
        select external_id from pipeline_runs
        where project_id = ${projectId} and id = ${job.pipelineRunId})`,
      agentType: job.agentType,
      model: charge.model,
      inputTokens: charge.inputTokens,
      outputTokens: charge.outputTokens,
      amountMicroUsd: charge.amountMicroUsd,
      occurredAt: charge.occurredAt,
      correctionMicroUsd: adjustments.correctionMicroUsd,
      completionMicroUsd: adjustments.completionMicroUsd,
      refundedMicroUsd: adjustments.refundedMicroUsd,
      completionInputTokens: adjustments.completionInputTokens,
      completionOutputTokens: adjustments.completionOutputTokens,
      isCompleted: adjustments.isCompleted,
      isSuperseded: adjustments.isSuperseded,
      priceNote: sql<string | null>`coalesce(${charge.priceNote}, ${adjustments.correctionNote})`,
    })
    .from(charge)
    .crossJoinLateral(job)
    .crossJoinLateral(adjustments)
    .orderBy(desc(charge.occurredAt), desc(charge.id));
}

export type Charge = Awaited<ReturnType<typeof selectCharges>>[number];
