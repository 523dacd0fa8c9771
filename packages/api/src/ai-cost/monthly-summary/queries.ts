import type { Executor } from "@ai-cost/db";
import type { DayRange, SpendByDay } from "@ai-cost/domain";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { jobsOfRun } from "../../pipeline-runs/queries/run-job-summary";
import { agentRow, integer, largestAgents } from "../agent-spend/queries";
import { limitOfMonth } from "../budget/limit-of-month";

const summaryRow = z.object({
  /** The month's totals of the most expensive agent types, and of all others together. */
  agents: z.array(agentRow),
  /** The five most expensive runs, ordered by cost, then start, both descending, then id. */
  topRuns: z.array(
    z.object({
      runId: z.string(),
      externalId: z.string().nullable(),
      status: z.string(),
      trigger: z.string().nullable(),
      startedAt: z.string(),
      chargedJobs: integer,
      tokens: integer,
      costMicroUsd: integer,
      unpricedCharges: integer,
      jobsEndedAt: z.coerce.date().nullable(),
    }),
  ),
  /** The stored text of the limit that the month is measured by; null when there was no limit. */
  limitText: z.string().nullable(),
  /** The spend of each of the days. A day without spend has no entry. */
  spendByDay: z
    .record(z.string(), integer)
    .transform((spend): SpendByDay => new Map(Object.entries(spend))),
});

export type SummaryRow = z.output<typeof summaryRow>;
export type RunRow = SummaryRow["topRuns"][number];

/**
 * All data of a month's summary, in micro-dollars. A single statement reads it, so all parts show the same
 * state of the database.
 */
export async function selectMonthlySummary(
  db: Executor,
  projectId: string,
  { month, now, days }: { month: string; now: Date; days: DayRange },
): Promise<SummaryRow> {
  const [row] = await db.execute(sql`
    select
      (${largestAgents(projectId, month)}) as "agents",
      (${topRuns(projectId, month)}) as "topRuns",
      (${limitOfMonth(projectId, month, now)}) as "limitText",
      (select coalesce(json_object_agg(day, cost_micro_usd::text), '{}')
        from daily_spend
        where project_id = ${projectId}
          and day between ${days.from}::date and ${days.to}::date) as "spendByDay"`);
  return summaryRow.parse(row);
}

/**
 * Takes the five most expensive runs, with ties, from the index, and then reads only these runs from
 * `pipeline_runs`, whose columns break the ties.
 */
const topRuns = (projectId: string, month: string) => sql`
  select coalesce(json_agg(json_build_object(
      'runId', id, 'externalId', external_id, 'status', status, 'trigger', trigger, 'startedAt', started_at,
      'chargedJobs', charged_jobs::text, 'tokens', tokens::text,
      'costMicroUsd', cost_micro_usd::text, 'unpricedCharges', unpriced_charges::text,
      'jobsEndedAt', jobs_ended_at
    ) order by cost_micro_usd desc, started_at desc, id), '[]')
  from (
    select run.id, run.external_id, run.status, run.trigger, run.started_at, costliest.tokens,
      costliest.cost_micro_usd, costliest.unpriced_charges, job.jobs_ended_at,
      (select count(*) from agent_jobs
        where project_id = ${projectId} and pipeline_run_id = run.id
          and first_charged_at is not null) as charged_jobs
    from (
      select pipeline_run_id, cost_micro_usd, unpriced_charges,
        input_tokens::numeric + output_tokens as tokens
      from monthly_run_spend
      where project_id = ${projectId} and month = ${month} and cost_micro_usd > 0
      order by cost_micro_usd desc
      fetch first 5 rows with ties
    ) as costliest
    join pipeline_runs as run
      on run.project_id = ${projectId} and run.id = costliest.pipeline_run_id
    cross join lateral (${jobsOfRun(projectId, sql`run.id`, sql`run.status`)}) as job
    order by costliest.cost_micro_usd desc, run.started_at desc, run.id
    limit 5
  ) as top_run`;
