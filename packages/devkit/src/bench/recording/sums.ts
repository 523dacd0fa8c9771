import type { DatabaseClient } from "@ai-cost/db";

type Sql = DatabaseClient["sql"];

/** What a table says of a project. */
export interface Sums {
  table: string;
  costMicroUsd: bigint;
  tokens: bigint;
  /** Null in the table of runs, which does not count them. */
  jobs: bigint | null;
}

/** What each table of the read model adds up to. */
export const readModelSums = async (sql: Sql, projectId: string): Promise<Sums[]> => [
  ...(await sql<Sums[]>`
    select 'daily_spend' as table, sum(cost_micro_usd)::bigint as "costMicroUsd",
      sum(input_tokens + output_tokens)::bigint as tokens, sum(jobs)::bigint as jobs
    from daily_spend where project_id = ${projectId}
    union all
    select 'monthly_agent_spend', sum(cost_micro_usd)::bigint,
      sum(input_tokens + output_tokens)::bigint, sum(jobs)::bigint
    from monthly_agent_spend where project_id = ${projectId}
    union all
    select 'monthly_run_spend', sum(cost_micro_usd)::bigint,
      sum(input_tokens + output_tokens)::bigint, null
    from monthly_run_spend where project_id = ${projectId}
    order by 1`),
];

/** What the charges made after an id add up to, of jobs that had none before: ids sort by their making. */
export async function ledgerSums(sql: Sql, projectId: string, afterId: string): Promise<Sums> {
  const [sums] = await sql<Sums[]>`
    select 'credit_transactions' as table, coalesce(sum(amount_micro_usd), 0)::bigint as "costMicroUsd",
      coalesce(sum(input_tokens + output_tokens), 0)::bigint as tokens,
      count(distinct agent_job_id)::bigint as jobs
    from credit_transactions where project_id = ${projectId} and id > ${afterId}`;
  if (!sums) throw new Error("the ledger has no sums");
  return sums;
}

/** The tables of the read model that did not grow by what the ledger grew by. */
export const inexactTables = (
  before: readonly Sums[],
  after: readonly Sums[],
  added: Sums,
): string[] =>
  after
    .filter(({ costMicroUsd, tokens, jobs }, index) => {
      const then = before[index];
      return (
        costMicroUsd - (then?.costMicroUsd ?? 0n) !== added.costMicroUsd ||
        tokens - (then?.tokens ?? 0n) !== added.tokens ||
        (jobs !== null && jobs - (then?.jobs ?? 0n) !== added.jobs)
      );
    })
    .map(({ table }) => table);
