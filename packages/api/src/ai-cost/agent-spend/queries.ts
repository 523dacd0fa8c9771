import type { Executor } from "@ai-cost/db";
import { OTHER_AGENT_TYPES } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { MAX_AGENT_TYPES } from "./schema";

/**
 * An integer that a query writes as text, because JavaScript would parse a JSON number as a double and
 * could lose digits.
 */
export const integer = z.string().transform(BigInt);

/** The totals of an agent type, or of several, in micro-dollars and tokens. */
export const agentRow = z.object({
  agentType: z.string(),
  /** The number of agent types in the row: 1 except for the row of all others. */
  agentTypes: integer,
  costMicroUsd: integer,
  refundedMicroUsd: integer,
  inputTokens: integer,
  outputTokens: integer,
  jobs: integer,
  completedJobs: integer,
  failedJobs: integer,
  unpricedCharges: integer,
});

export type AgentRow = z.output<typeof agentRow>;

/** The amounts of an agent type's row, as text. A sum is `numeric` and cannot overflow. */
const AMOUNTS = sql`
  sum(cost_micro_usd)::text as "costMicroUsd", sum(refunded_micro_usd)::text as "refundedMicroUsd",
  sum(input_tokens)::text as "inputTokens", sum(output_tokens)::text as "outputTokens",
  sum(jobs)::text as "jobs", sum(completed_jobs)::text as "completedJobs",
  sum(failed_jobs)::text as "failedJobs", sum(unpriced_charges)::text as "unpricedCharges"`;

/**
 * The agent types of a month with their place by cost, then agent type. Skips rows without usage: a job
 * whose agent type changes later leaves an empty row under its former type. Earlier versions recorded the
 * agent type that is reserved now, which takes the last place.
 */
const rankedAgents = (projectId: string, month: string): SQL => sql`
  select *, row_number() over (
    order by agent_type = ${OTHER_AGENT_TYPES}, cost_micro_usd desc, agent_type collate "C"
  ) as place
  from monthly_agent_spend
  where project_id = ${projectId} and month = ${month}
    and (cost_micro_usd, refunded_micro_usd, input_tokens, output_tokens, jobs, unpriced_charges)
      <> (0, 0, 0, 0, 0, 0)`;

/** A JSON array with the 100 most expensive agent types and, last, one row for all others. */
export const largestAgents = (projectId: string, month: string): SQL => sql`
  select coalesce(json_agg(to_json(agent.*) order by place), '[]')
  from (
    select line as place, count(*)::text as "agentTypes",
      case when line > ${MAX_AGENT_TYPES}::int then ${OTHER_AGENT_TYPES}::text else min(agent_type) end
        as "agentType", ${AMOUNTS}
    from (
      select *, least(place, ${MAX_AGENT_TYPES + 1}::int) as line
      from (${rankedAgents(projectId, month)}) as ranked
    ) as lined
    group by line
  ) as agent`;

/**
 * Selects the 100 most expensive agent types of a month, or with `after`, the next 100 after that agent
 * type, each with the cost of the whole month.
 */
export async function selectAgentPage(
  db: Executor,
  projectId: string,
  { month, after }: { month: string; after: string | undefined },
): Promise<(AgentRow & { totalMicroUsd: bigint })[]> {
  const isAfter =
    after === undefined
      ? sql`true`
      : sql`place > (select place from ranked where agent_type = ${after})`;
  const rows = await db.execute(sql`
    with ranked as (${rankedAgents(projectId, month)})
    select agent_type as "agentType", '1' as "agentTypes", ${AMOUNTS},
      (select sum(cost_micro_usd) from ranked)::text as "totalMicroUsd"
    from ranked
    where ${isAfter}
    group by place, agent_type
    order by place
    limit ${MAX_AGENT_TYPES}`);
  return z.array(agentRow.extend({ totalMicroUsd: integer })).parse([...rows]);
}
