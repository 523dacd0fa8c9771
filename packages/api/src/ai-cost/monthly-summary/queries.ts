import type { Executor } from "@ai-cost/db";
import { BUDGET_SETTING_KEY, type Comparison } from "@ai-cost/domain";
import { sql } from "drizzle-orm";
import { z } from "zod";

/** An integer that JSON carries as text, for a JSON number is a float. */
const integer = z.string().transform(BigInt);

const monthSpendRow = z.object({
  /** Cost descending, then agent type. */
  agents: z.array(
    z.object({
      agentType: z.string(),
      costMicroUsd: integer,
      refundedMicroUsd: integer,
      inputTokens: integer,
      outputTokens: integer,
      jobs: integer,
      completedJobs: integer,
      failedJobs: integer,
      unpricedCharges: integer,
    }),
  ),
  /** The five dearest: cost descending, then start descending, then id. */
  topRuns: z.array(
    z.object({
      runId: z.string(),
      status: z.string(),
      trigger: z.string().nullable(),
      startedAt: z.string(),
      chargedJobs: integer,
      tokens: integer,
      costMicroUsd: integer,
    }),
  ),
  /** The stored budget; null when none is. */
  limitText: z.string().nullable(),
  /** Spend of the days to compare; 0 where there are none. */
  comparedMicroUsd: z.bigint(),
  previousMicroUsd: z.bigint(),
});

export type MonthSpend = z.output<typeof monthSpendRow>;
export type AgentSpend = MonthSpend["agents"][number];
export type RunSpend = MonthSpend["topRuns"][number];

/** A month of a project in micro-dollars: one statement, so that its parts are of one moment. */
export async function monthSpend(
  db: Executor,
  projectId: string,
  month: string,
  comparison: Comparison | null,
): Promise<MonthSpend> {
  const [row] = await db.execute(sql`
    select
      (${agents(projectId, month)}) as "agents",
      (${topRuns(projectId, month)}) as "topRuns",
      (select value from billing_settings
        where project_id = ${projectId} and key = ${BUDGET_SETTING_KEY}) as "limitText",
      (${daysSpend(projectId, comparison?.firstDay, comparison?.lastDay)}) as "comparedMicroUsd",
      (${daysSpend(projectId, comparison?.previousFirstDay, comparison?.previousLastDay)})
        as "previousMicroUsd"`);
  return monthSpendRow.parse(row);
}

/** Leaves out what a renamed agent leaves behind: a row with nothing in it any more. */
const agents = (projectId: string, month: string) => sql`
  select coalesce(json_agg(json_build_object(
      'agentType', agent_type,
      'costMicroUsd', cost_micro_usd::text, 'refundedMicroUsd', refunded_micro_usd::text,
      'inputTokens', input_tokens::text, 'outputTokens', output_tokens::text,
      'jobs', jobs::text, 'completedJobs', completed_jobs::text, 'failedJobs', failed_jobs::text,
      'unpricedCharges', unpriced_charges::text
    ) order by cost_micro_usd desc, agent_type collate "C"), '[]')
  from monthly_agent_spend
  where project_id = ${projectId} and month = ${month}
    and (cost_micro_usd, refunded_micro_usd, input_tokens, output_tokens, jobs, unpriced_charges)
      <> (0, 0, 0, 0, 0, 0)`;

/** Takes the dearest from the index, ties included, and only then looks at the runs themselves. */
const topRuns = (projectId: string, month: string) => sql`
  select coalesce(json_agg(json_build_object(
      'runId', id, 'status', status, 'trigger', trigger, 'startedAt', started_at,
      'chargedJobs', charged_jobs::text, 'tokens', tokens::text,
      'costMicroUsd', cost_micro_usd::text
    ) order by cost_micro_usd desc, started_at desc, id), '[]')
  from (
    select run.id, run.status, run.trigger, run.started_at, dearest.tokens, dearest.cost_micro_usd,
      (select count(*) from agent_jobs
        where project_id = ${projectId} and pipeline_run_id = run.id
          and first_charged_at is not null) as charged_jobs
    from (
      select pipeline_run_id, cost_micro_usd, input_tokens + output_tokens as tokens
      from monthly_run_spend
      where project_id = ${projectId} and month = ${month} and cost_micro_usd > 0
      order by cost_micro_usd desc
      fetch first 5 rows with ties
    ) as dearest
    join pipeline_runs as run
      on run.project_id = ${projectId} and run.id = dearest.pipeline_run_id
    order by dearest.cost_micro_usd desc, run.started_at desc, run.id
    limit 5
  ) as top_run`;

const daysSpend = (projectId: string, firstDay?: string, lastDay?: string) => sql`
  select coalesce(sum(cost_micro_usd), 0)::bigint
  from daily_spend
  where project_id = ${projectId}
    and day between ${firstDay ?? null}::date and ${lastDay ?? null}::date`;
