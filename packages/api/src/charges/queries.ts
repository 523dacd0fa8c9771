import { creditTransactions, type Executor, listOf } from "@ai-cost/db";
import { monthWindow } from "@ai-cost/domain";
import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";

const PAGE_ROWS = 50;
/** Part of the SQL text. If it were a parameter, Postgres could plan for a tenth of all charges. */
const PAGE_LIMIT = sql.raw(String(PAGE_ROWS));

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

/** A charge with its adjustments. Amounts are micro-dollars, and sums are texts, because they can exceed a bigint. */
export interface Charge extends Record<string, unknown> {
  id: string;
  /** The job and the run that the charge counts for. */
  jobId: string;
  runId: string;
  runExternalId: string | null;
  agentType: string;
  model: string | null;
  /** With completions; null when neither the charge nor a completion knows them. */
  inputTokens: string | null;
  outputTokens: string | null;
  /** With corrections and completions, before refunds; null while the charge is unpriced. */
  costMicroUsd: string | null;
  refundedMicroUsd: string;
  isCompleted: boolean;
  isSuperseded: boolean;
  priceNote: string | null;
  occurredAt: string;
}

/** The sum of two columns, of which one can be null; null when both are. */
const sumOfKnown = (first: string, second: string): SQL =>
  sql.raw(`coalesce(${first} + ${second}, ${first}, ${second})`);

/**
 * The 50 newest charges of a project, or of one of its runs, ordered by `occurredAt`, then id, both
 * descending. With `afterId`, the next 50 charges after that charge in this order. With agent types or
 * models, only the next 5,000 charges are looked through.
 *
 * The limit within `job` makes Postgres look up one job for each charge, also when it takes the table for
 * empty and would otherwise read all jobs for each charge.
 */
export async function selectCharges(
  db: Executor,
  projectId: string,
  page: ChargePage,
): Promise<Charge[]> {
  const ids =
    page.agentTypes || page.models ? await selectMatchingIds(db, projectId, page) : undefined;
  const isOfPage = and(
    isOnPage(projectId, page),
    ids && sql`${creditTransactions.id} = any(${listOf(ids, "uuid")})`,
  );
  return db.execute<Charge>(sql`
    select charge.id, job.id as "jobId", job.pipeline_run_id as "runId",
      (select external_id from pipeline_runs
        where project_id = ${projectId} and id = job.pipeline_run_id) as "runExternalId",
      job.agent_type as "agentType", charge.model,
      ${sumOfKnown("charge.input_tokens", "completed_input_tokens")}::text as "inputTokens",
      ${sumOfKnown("charge.output_tokens", "completed_output_tokens")}::text as "outputTokens",
      (${sumOfKnown("charge.amount_micro_usd", "corrected_micro_usd")}
        + coalesce(completed_micro_usd, 0))::text as "costMicroUsd",
      refunded_micro_usd::text as "refundedMicroUsd",
      is_completed as "isCompleted", is_superseded as "isSuperseded",
      coalesce(charge.price->>'note', correction_note) as "priceNote",
      charge.occurred_at as "occurredAt"
    from (
      select * from credit_transactions where ${isOfPage}
      order by occurred_at desc, id desc limit ${PAGE_LIMIT}
    ) as charge
    cross join lateral (
      select id, pipeline_run_id, agent_type from agent_jobs
      where project_id = ${projectId} and id = (
        select coalesce(own.merged_into_job_id, own.id) from agent_jobs as own
        where own.project_id = ${projectId} and own.id = charge.agent_job_id)
      limit 1
    ) as job
    cross join lateral (
      select
        sum(amount_micro_usd) filter (where kind = 'correction') as corrected_micro_usd,
        max(price->>'note') filter (where kind = 'correction') as correction_note,
        sum(amount_micro_usd) filter (where kind = 'completion') as completed_micro_usd,
        sum(input_tokens) filter (where kind = 'completion') as completed_input_tokens,
        sum(output_tokens) filter (where kind = 'completion') as completed_output_tokens,
        coalesce(bool_or(kind = 'completion'), false) as is_completed,
        coalesce(bool_or(kind = 'completion' and idempotency_key like '%/gave-way'), false)
          as is_superseded,
        coalesce(sum(amount_micro_usd) filter (where kind = 'refund'), 0) as refunded_micro_usd
      from credit_transactions
      where project_id = ${projectId} and charge_id = charge.id
    ) as adjustments
    order by charge.occurred_at desc, charge.id desc`);
}
