import { type SQL, sql } from "drizzle-orm";
import type { RunPeriod } from "../run-period";
import type { ListRunsInput } from "../schema";

/** The most runs that one page looks through. It bounds the cost of a filter that few runs meet. */
export const MAX_CANDIDATES = 1_000;

type Page = Pick<ListRunsInput, "after">;

/** Runs in one order, from which a page takes those that meet the filters. */
export interface Candidates {
  /** The columns of `pipeline_runs` of at most 1,000 runs. */
  runs: SQL;
  /** The terms by which `runs` is ordered, and by which a page must be too. */
  order: SQL;
}

/**
 * The runs that started in the period, newest first, and those that started in the month before it, because
 * they may have used something in the period.
 */
export const newestRuns = (
  projectId: string,
  { earliestStart, end }: RunPeriod,
  { after }: Page,
): Candidates => ({
  runs: sql`
    select * from pipeline_runs
    where project_id = ${projectId} and started_at < ${end.toISOString()}::timestamptz
      and started_at >= ${earliestStart.toISOString()}::timestamptz
      ${after === undefined ? sql`` : isOlderThan(projectId, after)}
    order by started_at desc, id desc
    limit ${MAX_CANDIDATES}`,
  order: sql`started_at desc, id desc`,
});

const isOlderThan = (projectId: string, id: string): SQL => sql`
  and (started_at, id) < (
    select started_at, id from pipeline_runs where project_id = ${projectId} and id = ${id})`;

/** The runs that used something in the month of the period, most expensive first. */
export const costliestRuns = (
  projectId: string,
  { month }: RunPeriod,
  { after }: Page,
): Candidates => ({
  runs: sql`
    select run.*, spend.cost_micro_usd as order_cost
    from (
      ${after === undefined ? spendOf(projectId, month, sql``) : cheaperThan(projectId, month, after)}
    ) as spend
    cross join lateral (
      select * from pipeline_runs where project_id = ${projectId} and id = spend.id offset 0
    ) as run`,
  order: sql`order_cost desc, id`,
});

const spendOf = (projectId: string, month: string, condition: SQL): SQL => sql`
  select pipeline_run_id as id, cost_micro_usd from monthly_run_spend
  where project_id = ${projectId} and month = ${month} ${condition}
  order by cost_micro_usd desc, pipeline_run_id
  limit ${MAX_CANDIDATES}`;

/** The runs of the same cost and the cheaper ones are two parts, because one condition would read all of the same cost. */
function cheaperThan(projectId: string, month: string, id: string): SQL {
  const cost = sql`(
    select cost_micro_usd from monthly_run_spend
    where project_id = ${projectId} and month = ${month} and pipeline_run_id = ${id})`;
  return sql`
    (${spendOf(projectId, month, sql`and cost_micro_usd = ${cost} and pipeline_run_id > ${id}`)})
    union all
    (${spendOf(projectId, month, sql`and cost_micro_usd < ${cost}`)})
    order by cost_micro_usd desc, id
    limit ${MAX_CANDIDATES}`;
}
