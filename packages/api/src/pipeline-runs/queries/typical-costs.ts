import type { Executor } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { RunPeriod } from "../run-period";

/** The last runs before the end of the period that the median is taken from. It bounds what is read. */
const SAMPLED_RUNS = 200;
/** A median of fewer runs says nothing. */
const MIN_RUNS = 3;

/**
 * The median cost in micro-dollars of the last runs with each trigger, up to the end of the period. Runs
 * that cost nothing are left out.
 */
export async function selectTypicalCosts(
  db: Executor,
  projectId: string,
  { end }: Pick<RunPeriod, "end">,
): Promise<ReadonlyMap<string | null, bigint>> {
  const rows = await db.execute<{ trigger: string | null; cost: string }>(sql`
    select trigger, round((percentile_cont(0.5) within group (order by cost))::numeric)::text as cost
    from (
      select id, trigger from pipeline_runs
      where project_id = ${projectId} and started_at < ${end.toISOString()}::timestamptz
      order by started_at desc, id desc
      limit ${SAMPLED_RUNS}
    ) as run
    cross join lateral (
      select sum(cost_micro_usd) as cost from monthly_run_spend
      where project_id = ${projectId} and pipeline_run_id = run.id
    ) as spend
    where cost > 0
    group by trigger
    having count(*) >= ${MIN_RUNS}`);
  return new Map(rows.map(({ trigger, cost }) => [trigger, BigInt(cost)]));
}
