import type { DatabaseClient } from "@ai-cost/db";

export interface Sums {
  costMicroUsd: bigint;
  tokens: bigint;
  jobs: bigint;
}

/** The sums of a project's ledger rows. */
export interface LedgerSums {
  /** The sums of each month; the keys are `YYYY-MM`. */
  byMonth: Map<string, Sums>;
  /** The sums of each day; the keys are `YYYY-MM-DD`. */
  byDay: Map<string, Sums>;
  /** The sums of each agent type in each month; a key is the month, a space and the agent type. */
  byAgentType: Map<string, Sums>;
  /** The ids of the fifty newest charges. */
  recentIds: string[];
}

/** Adds up deductions, corrections and completions and subtracts refunds. A job counts in the period of its first charge. */
export async function ledgerSums(
  sql: DatabaseClient["sql"],
  projectId: string,
): Promise<LedgerSums> {
  const rows = await sql<(Sums & { key: string })[]>`
    with entry as (
      select spend.*, job.agent_type,
        row_number() over (
          partition by job.id, spend.kind order by spend.occurred_at, spend.id
        ) as position,
        to_char(spend.occurred_at at time zone 'UTC', 'YYYY-MM-DD') as day
      from credit_transactions as spend
      join agent_jobs as own on own.project_id = spend.project_id and own.id = spend.agent_job_id
      join agent_jobs as job on job.project_id = spend.project_id
        and job.id = coalesce(own.merged_into_job_id, own.id)
      where spend.project_id = ${projectId}
    )
    select key,
      sum(case kind when 'refund' then -amount_micro_usd else coalesce(amount_micro_usd, 0) end)::bigint
        as "costMicroUsd",
      sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0))::bigint as tokens,
      count(*) filter (where kind = 'deduction' and position = 1) as jobs
    from entry
    cross join lateral (values (left(day, 7)), (day), (left(day, 7) || ' ' || agent_type)) as by(key)
    group by key`;
  const newest = await sql<{ id: string }[]>`
    select id from credit_transactions where project_id = ${projectId} and kind = 'deduction'
    order by occurred_at desc, id desc limit 50`;
  const withKeyLength = (length: number) =>
    new Map(rows.filter(({ key }) => key.length === length).map((row) => [row.key, row]));
  return {
    byMonth: withKeyLength("2026-11".length),
    byDay: withKeyLength("2026-11-01".length),
    byAgentType: new Map(rows.filter(({ key }) => key.includes(" ")).map((row) => [row.key, row])),
    recentIds: newest.map(({ id }) => id),
  };
}
