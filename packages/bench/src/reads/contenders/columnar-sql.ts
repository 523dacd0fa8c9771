import type { Window } from "@ai-cost/domain";
import { COMPARISON } from "../comparison";

const COST = `coalesce(sum(case kind when 'refund' then -amount_micro_usd
  else amount_micro_usd end), 0)`;
/** Jobs whose first charge is among the rows. */
const jobs = (condition = "true") => `count(distinct job_id)
  filter (where kind = 'deduction' and occurred_ms = first_charged_ms and ${condition})`;
const within = ({ start, end }: Window) =>
  `occurred_ms >= ${start.getTime()} and occurred_ms < ${end.getTime()}`;

/** Sums of the projects that `whose` says, by day, month or project. */
export const seriesSql = (key: string, whose: string, window: Window): string => `
  select ${key} as key, ${COST} as micro_usd, sum(input_tokens + output_tokens) as tokens,
    ${jobs()} as jobs
  from wide where ${whose} and ${within(window)} group by 1`;

export const agentsSql = (whose: string, month: Window): string => `
  select agent_type as key, ${COST} as micro_usd, sum(input_tokens) as input_tokens,
    sum(output_tokens) as output_tokens, ${jobs()} as jobs,
    ${jobs("job_status = 'completed'")} as completed, ${jobs("job_status = 'failed'")} as failed,
    count(*) filter (where kind = 'deduction' and amount_micro_usd is null)
      - count(*) filter (where kind = 'correction') as unpriced
  from wide where ${whose} and ${within(month)} group by 1`;

export const dearestRunsSql = (whose: string, month: Window): string => `
  with dearest as (
    select run_id as id, run_status as status, trigger, started_ms, ${COST} as micro_usd
    from wide where ${whose} and ${within(month)}
    group by all order by micro_usd desc, started_ms desc, id limit 5
  )
  select dearest.*, (select count(distinct job_id) from wide
    where ${whose} and wide.run_id = dearest.id and kind = 'deduction') as jobs
  from dearest order by micro_usd desc, started_ms desc, id`;

export const comparedSql = (whose: string): string => `
  select ${COST} as micro_usd, (
      select ${COST} from wide where ${whose} and ${within(COMPARISON.previous)}
    ) as previous_micro_usd
  from wide where ${whose} and ${within(COMPARISON.current)}`;

const PAGE_COLUMNS = ["job_id", "run_id", "agent_type", "model"]
  .concat("input_tokens", "output_tokens", "occurred_ms")
  .map((column) => `any_value(page.${column}) as ${column}`);

export const recentSql = (whose: string): string => `
  with page as (
    select * from wide where ${whose} and kind = 'deduction'
    order by occurred_ms desc, id desc limit 50
  )
  select page.id, ${PAGE_COLUMNS},
    coalesce(any_value(page.amount_micro_usd),
      sum(later.amount_micro_usd) filter (where later.kind = 'correction')) as priced,
    coalesce(sum(later.amount_micro_usd) filter (where later.kind = 'refund'), 0) as refunded
  from page left join wide as later on later.charge_id = page.id and later.${whose}
  group by page.id order by any_value(page.occurred_ms) desc, page.id desc`;
