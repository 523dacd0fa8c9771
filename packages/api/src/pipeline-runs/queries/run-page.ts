import type { Executor } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { integer } from "../../ai-cost/agent-spend/queries";
import type { RunPeriod } from "../run-period";
import type { ListRunsInput } from "../schema";
import { type Candidates, MAX_CANDIDATES, runsByCost, runsByStart } from "./run-candidates";
import { meetsFilters } from "./run-filter";
import { jobsOfRun } from "./run-job-summary";

const PAGE_RUNS = 50;

const runRow = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  trigger: z.string().nullable(),
  status: z.string(),
  startedAt: z.coerce.date(),
  finishedAt: z.coerce.date().nullable(),
  jobsEndedAt: z.coerce.date().nullable(),
  agentTypes: z.array(z.string()),
  jobs: integer,
  failedJobs: integer,
  costMicroUsd: integer,
  inputTokens: integer,
  outputTokens: integer,
  unpricedCharges: integer,
});

export type RunRow = z.output<typeof runRow>;

/**
 * The next 50 runs that meet the input, with their usage in the month of the period, and the id after which
 * the next page begins; null when no run follows.
 */
export async function selectRunPage(
  db: Executor,
  projectId: string,
  period: RunPeriod,
  input: ListRunsInput,
): Promise<{ runs: RunRow[]; next: string | null }> {
  const candidatesIn = input.sort === "cost" ? runsByCost : runsByStart;
  const candidates = candidatesIn(projectId, period, input);
  const condition = sql`${isIn(period, input)} and ${meetsFilters(projectId, input)}`;
  const rows = await db.execute(pageOf(projectId, period.month, candidates, condition));
  const runs = z.array(runRow).parse(rows.slice(0, PAGE_RUNS));
  const isFull = rows.length > PAGE_RUNS;
  return { runs, next: isFull ? (runs.at(-1)?.id ?? null) : await lastOf(db, candidates) };
}

/**
 * A run belongs to the month in which it used something, and to the day on which it started. A run without
 * usage is listed where it started, if its status was reported.
 */
function isIn({ start, end }: RunPeriod, { day }: ListRunsInput): SQL {
  const startsWithin = sql`(run.started_at >= ${start.toISOString()}::timestamptz
    and run.started_at < ${end.toISOString()}::timestamptz)`;
  const hasUsage = sql`coalesce(spend.jobs <> 0 or spend.cost_micro_usd <> 0 or spend.input_tokens <> 0
    or spend.output_tokens <> 0 or spend.unpriced_charges <> 0, false)`;
  const isReported = sql`run.status_at is not null`;
  if (day !== undefined) return sql`${startsWithin} and (${hasUsage} or ${isReported})`;
  return sql`(${hasUsage} or ${startsWithin} and ${isReported})`;
}

/** `offset 0` makes Postgres read the rows of each run only when the page needs the run. */
const pageOf = (projectId: string, month: string, { runs, order }: Candidates, condition: SQL) =>
  sql`
  select id, external_id as "externalId", trigger, status, started_at as "startedAt",
    finished_at as "finishedAt", coalesce(agent_types, '{}') as "agentTypes",
    jobs_ended_at as "jobsEndedAt",
    coalesce(jobs, 0)::text as "jobs", coalesce(failed_jobs, 0)::text as "failedJobs",
    coalesce(cost_micro_usd, 0)::text as "costMicroUsd",
    coalesce(input_tokens, 0)::text as "inputTokens",
    coalesce(output_tokens, 0)::text as "outputTokens",
    coalesce(unpriced_charges, 0)::text as "unpricedCharges"
  from (
    select run.*, spend.*
    from (${runs}) as run
    left join lateral (
      select jobs, failed_jobs, cost_micro_usd, input_tokens, output_tokens, unpriced_charges
      from monthly_run_spend
      where project_id = ${projectId} and pipeline_run_id = run.id and month = ${month} offset 0
    ) as spend on true
    where ${condition}
    order by ${order}
    limit ${PAGE_RUNS + 1}
  ) as listed
  cross join lateral (${jobsOfRun(projectId, sql`listed.id`, sql`listed.status`)}) as job
  order by ${order}`;

/** The id of the last candidate; null when there are no further ones. */
async function lastOf(db: Executor, { runs }: Candidates): Promise<string | null> {
  const [last] = await db.execute<{ id: string }>(
    sql`select id from (${runs}) as run offset ${MAX_CANDIDATES - 1} limit 1`,
  );
  return last?.id ?? null;
}
