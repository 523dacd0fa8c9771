import type { Window } from "@ai-cost/domain";
import { COMPARISON } from "../queries/comparison";

const COST = `coalesce(sum(case kind when 'refund' then -amount_micro_usd
  else amount_micro_usd end), 0)`;
/** Returns an expression that counts the jobs whose first charge is among the selected rows. */
const jobs = (condition = "true") => `count(distinct job_id)
  filter (where kind = 'deduction' and occurred_ms = first_charged_ms and ${condition})`;
const UNPRICED = `count(*) filter (where kind = 'deduction' and amount_micro_usd is null)
  - count(*) filter (where kind = 'correction')`;
const within = ({ start, end }: Window) =>
  `occurred_ms >= ${start.getTime()} and occurred_ms < ${end.getTime()}`;

/**
 * Returns a statement that sums the charges by day, month or project. `projects` is a condition on
 * `project_id`.
 */
export const seriesSql = (key: string, projects: string, window: Window): string => `
  select ${key} as key, ${COST} as micro_usd, sum(input_tokens + output_tokens) as tokens,
    ${jobs()} as jobs
  from wide where ${projects} and ${within(window)} group by 1`;

export const agentsSql = (projects: string, window: Window): string => `
  select agent_type as key, ${COST} as micro_usd, sum(input_tokens) as input_tokens,
    sum(output_tokens) as output_tokens, ${jobs()} as jobs,
    ${jobs("job_status = 'completed'")} as completed, ${jobs("job_status = 'failed'")} as failed,
    ${UNPRICED} as unpriced
  from wide where ${projects} and ${within(window)} group by 1`;

export const modelsSql = (projects: string, window: Window): string => `
  select model as key, ${COST} as micro_usd, sum(input_tokens) as input_tokens,
    sum(output_tokens) as output_tokens, count(*) filter (where kind = 'deduction') as calls,
    ${UNPRICED} as unpriced
  from wide where ${projects} and ${within(window)} group by 1`;

export const topRunsSql = (projects: string, month: Window): string => `
  with top as (
    select run_id as id, run_status as status, trigger, started_ms, ${COST} as micro_usd
    from wide where ${projects} and ${within(month)}
    group by all order by micro_usd desc, started_ms desc, id limit 5
  )
  select top.*, (select count(distinct job_id) from wide
    where ${projects} and wide.run_id = top.id and kind = 'deduction') as jobs
  from top order by micro_usd desc, started_ms desc, id`;

export const comparisonSql = (projects: string): string => `
  select ${COST} as micro_usd, (
      select ${COST} from wide where ${projects} and ${within(COMPARISON.previous)}
    ) as previous_micro_usd
  from wide where ${projects} and ${within(COMPARISON.current)}`;

const PAGE_COLUMNS = ["job_id", "run_id", "agent_type", "model"]
  .concat("input_tokens", "output_tokens", "occurred_ms")
  .map((column) => `any_value(page.${column}) as ${column}`);

export const recentSql = (projects: string): string => `
  with page as (
    select * from wide where ${projects} and kind = 'deduction'
    order by occurred_ms desc, id desc limit 50
  )
  select page.id, ${PAGE_COLUMNS},
    coalesce(any_value(page.amount_micro_usd),
      sum(later.amount_micro_usd) filter (where later.kind = 'correction')) as priced,
    coalesce(sum(later.amount_micro_usd) filter (where later.kind = 'refund'), 0) as refunded
  from page left join wide as later on later.charge_id = page.id and later.${projects}
  group by page.id order by any_value(page.occurred_ms) desc, page.id desc`;
