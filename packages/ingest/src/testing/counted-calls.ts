import type { DatabaseClient } from "@ai-cost/db";

/**
 * A model call as the ledger counts it: the sum of a charge with its completions, corrections and refunds.
 */
export interface CountedCall {
  /** The number of input tokens; null when no report gave it. */
  input: number | null;
  output: number | null;
  /** The cost in micro-dollars; null while the call is unpriced. */
  microUsd: number | null;
  /** The usage gap, which is what the client leaves out, such as `no_counts`; null when there is none. */
  gap: string | null;
  model: string;
  agent: string;
  job: string;
}

/**
 * Returns a project's calls, ordered by their input tokens. Charges of wrappers that were brought to 0 are
 * left out: the charge itself has tokens, and its completions subtract all of them.
 */
export async function countedCalls(
  { sql }: Pick<DatabaseClient, "sql">,
  projectId: string,
): Promise<CountedCall[]> {
  const calls = await sql<(CountedCall & { isSuperseded: boolean })[]>`
    select sum(entry.input_tokens)::int as input, sum(entry.output_tokens)::int as output,
      (case when charge.amount_micro_usd is not null or bool_or(entry.kind = 'correction') then
        sum(case entry.kind when 'refund' then -1 else 1 end * entry.amount_micro_usd) end)::int
        as "microUsd",
      case when bool_and(entry.usage_gap is not null) filter (where entry.kind in ('deduction', 'completion'))
        then charge.usage_gap end as gap, charge.model, coalesce(target.agent_type, job.agent_type) as agent,
      coalesce(target.external_id, job.external_id) as job,
      bool_or(entry.kind = 'completion') and sum(entry.input_tokens + entry.output_tokens) = 0
        as "isSuperseded"
    from credit_transactions charge
    join credit_transactions entry on entry.project_id = charge.project_id
      and (entry.id = charge.id or entry.charge_id = charge.id)
    join agent_jobs job on job.project_id = charge.project_id and job.id = charge.agent_job_id
    left join agent_jobs target on target.project_id = job.project_id
      and target.id = job.merged_into_job_id
    where charge.project_id = ${projectId} and charge.kind = 'deduction'
    group by charge.project_id, charge.id, job.project_id, job.id, target.project_id, target.id
    order by input nulls last, output, charge.model, job.external_id, charge.idempotency_key`;
  return calls
    .filter(({ isSuperseded }) => !isSuperseded)
    .map(({ isSuperseded: _, ...call }) => call);
}
