import { type SQL, sql } from "drizzle-orm";
import type { RunPeriod } from "../run-period";
import type { ListRunsInput } from "../schema";

/** The most runs that one page looks through. It bounds the cost of a filter that few runs meet. */
export const MAX_CANDIDATES = 1_000;

type Page = Pick<ListRunsInput, "after" | "direction">;

/** What follows a run in a direction, and the order of the ids of runs that are equal. */
const DIRECTIONS = {
  descending: { order: sql`desc`, follows: sql`<`, tiedOrder: sql`asc`, tiedFollows: sql`>` },
  ascending: { order: sql`asc`, follows: sql`>`, tiedOrder: sql`desc`, tiedFollows: sql`<` },
};

/** Runs in one order, from which a page takes those that meet the filters. */
export interface Candidates {
  /** The columns of `pipeline_runs` of at most 1,000 runs. */
  runs: SQL;
  /** The terms by which `runs` is ordered, and by which a page must be too. */
  order: SQL;
}

/**
 * The runs that started in the period, ordered by start, and those that started in the month before it, because
 * they may have used something in the period.
 */
export function runsByStart(
  projectId: string,
  { earliestStart, end }: RunPeriod,
  { after, direction }: Page,
): Candidates {
  const { order: towards, follows } = DIRECTIONS[direction];
  const order = sql`started_at ${towards}, id ${towards}`;
  const runs = sql`
    select * from pipeline_runs
    where project_id = ${projectId} and started_at < ${end.toISOString()}::timestamptz
      and started_at >= ${earliestStart.toISOString()}::timestamptz
      ${after === undefined ? sql`` : sql`and (started_at, id) ${follows} (${startOf(projectId, after)})`}
    order by ${order}
    limit ${MAX_CANDIDATES}`;
  return { runs, order };
}

const startOf = (projectId: string, id: string): SQL =>
  sql`select started_at, id from pipeline_runs where project_id = ${projectId} and id = ${id}`;

/** The runs that used something in the month of the period, ordered by their cost in it. */
export function runsByCost(projectId: string, { month }: RunPeriod, page: Page): Candidates {
  const { order, tiedOrder } = DIRECTIONS[page.direction];
  const spendOf = (condition: SQL) => sql`
    select pipeline_run_id as id, cost_micro_usd from monthly_run_spend
    where project_id = ${projectId} and month = ${month} ${condition}
    order by cost_micro_usd ${order}, pipeline_run_id ${tiedOrder}
    limit ${MAX_CANDIDATES}`;
  const runs = sql`
    select run.*, spend.cost_micro_usd as order_cost
    from (${spendAfter(projectId, month, page, spendOf)}) as spend
    cross join lateral (
      select * from pipeline_runs where project_id = ${projectId} and id = spend.id offset 0
    ) as run`;
  return { runs, order: sql`order_cost ${order}, id ${tiedOrder}` };
}

/** The runs of the same cost and the others are two parts, because one condition would read all of the same cost. */
function spendAfter(
  projectId: string,
  month: string,
  { after, direction }: Page,
  spendOf: (condition: SQL) => SQL,
): SQL {
  if (after === undefined) return spendOf(sql``);
  const { order, follows, tiedOrder, tiedFollows } = DIRECTIONS[direction];
  const cost = sql`(
    select cost_micro_usd from monthly_run_spend
    where project_id = ${projectId} and month = ${month} and pipeline_run_id = ${after})`;
  return sql`
    (${spendOf(sql`and cost_micro_usd = ${cost} and pipeline_run_id ${tiedFollows} ${after}`)})
    union all
    (${spendOf(sql`and cost_micro_usd ${follows} ${cost}`)})
    order by cost_micro_usd ${order}, id ${tiedOrder}
    limit ${MAX_CANDIDATES}`;
}
