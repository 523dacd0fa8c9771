import type { Executor } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import { z } from "zod";

const NEWEST_RUNS = 300;
const SAMPLED_RUNS = 20;
const MIN_SAMPLED_RUNS = 5;

const row = z.object({
  trigger: z.string(),
  sampledRuns: z.number(),
  medianMicroUsd: z.string().transform(BigInt),
});

/**
 * The median cost of the last 20 finished runs of the trigger whose runs cost most together, among the 300
 * newest runs. Runs without cost do not count. Null when no trigger has five of them.
 */
export async function findTypicalRuns(db: Executor, projectId: string) {
  const [found] = await db.execute(sql`
    select trigger, count(*)::int as "sampledRuns",
      (percentile_disc(0.5) within group (order by cost_micro_usd))::text as "medianMicroUsd"
    from (
      select newest.trigger, spend.cost_micro_usd,
        row_number() over (partition by newest.trigger order by newest.id desc) as place
      from (
        select id, trigger, finished_at from pipeline_runs
        where project_id = ${projectId} order by id desc limit ${NEWEST_RUNS}
      ) as newest
      cross join lateral (
        select sum(cost_micro_usd)::bigint as cost_micro_usd from monthly_run_spend
        where project_id = ${projectId} and pipeline_run_id = newest.id
      ) as spend
      where newest.finished_at is not null and newest.trigger is not null
        and spend.cost_micro_usd > 0
    ) as run
    where place <= ${SAMPLED_RUNS}
    group by trigger
    having count(*) >= ${MIN_SAMPLED_RUNS}
    order by sum(cost_micro_usd) desc, trigger
    limit 1`);
  return found ? row.parse(found) : null;
}
