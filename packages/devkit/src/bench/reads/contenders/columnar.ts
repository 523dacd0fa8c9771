import type { Window } from "@ai-cost/domain";
import type { DuckDBConnection } from "@duckdb/node-api";
import { readOf } from "../answer";
import { type Asked, WINDOWS } from "../asked";
import { COMPARISON } from "../comparison";
import type { Contender } from "./contender";
import { type Row, recentAnswer, seriesAnswer, summaryAnswer } from "./joined-answers";
import { PEERS } from "./names";

type Rows = (text: string) => Promise<Row[]>;

const COST = `coalesce(sum(case kind when 'refund' then -amount_micro_usd else amount_micro_usd end), 0)`;
const JOBS = `count(distinct job_id) filter (where kind = 'deduction' and occurred_ms = first_charged_ms`;
const within = ({ start, end }: Window) =>
  `occurred_ms >= ${start.getTime()} and occurred_ms < ${end.getTime()}`;

/** A columnar engine in this process, on the same rows as one wide table sorted by project and time. */
export function columnar(
  connection: DuckDBConnection,
  { projectId, projectIds }: Asked,
): Contender {
  const rows: Rows = async (text) =>
    (await connection.runAndReadAll(text)).getRowObjectsJson() as Row[];
  const own = `project_id = '${projectId}'`;
  const all = `project_id in (${projectIds.map((id) => `'${id}'`)})`;
  const series = (key: string, whose: string, window: Window) =>
    readOf(
      () =>
        rows(`select ${key} as key, ${COST} as micro_usd, sum(input_tokens + output_tokens) as tokens,
          ${JOBS}) as jobs from wide where ${whose} and ${within(window)} group by 1`),
      seriesAnswer,
    );
  const by = (format: string) => `strftime(epoch_ms(occurred_ms), '${format}')`;
  return {
    name: PEERS.columnar,
    reads: {
      summary: readOf(() => summary(rows, own), summaryAnswer),
      trend: series(by("%Y-%m"), own, WINDOWS.trend),
      days30: series(by("%Y-%m-%d"), own, WINDOWS.days30),
      days90: series(by("%Y-%m-%d"), own, WINDOWS.days90),
      recent: readOf(() => rows(recent(own)), recentAnswer),
      tenProjects: series("project_id", all, WINDOWS.month),
    },
  };
}

async function summary(rows: Rows, own: string) {
  const month = `from wide where ${own} and ${within(WINDOWS.month)}`;
  const { current, previous } = COMPARISON;
  return {
    agents:
      await rows(`select agent_type as key, ${COST} as micro_usd, sum(input_tokens) as input_tokens,
      sum(output_tokens) as output_tokens, ${JOBS}) as jobs,
      ${JOBS} and job_status = 'completed') as completed,
      ${JOBS} and job_status = 'failed') as failed,
      count(*) filter (where kind = 'deduction' and amount_micro_usd is null)
        - count(*) filter (where kind = 'correction') as unpriced
      ${month} group by 1`),
    runs: await rows(`
      with dearest as (
        select run_id, run_status, trigger, started_ms, ${COST} as micro_usd
        ${month} group by all order by micro_usd desc, started_ms desc, run_id limit 5
      )
      select dearest.run_id as id, dearest.run_status as status, dearest.trigger,
        dearest.started_ms, dearest.micro_usd, (select count(distinct job_id) from wide
        where ${own} and wide.run_id = dearest.run_id and kind = 'deduction') as jobs
      from dearest order by micro_usd desc, started_ms desc, run_id`),
    compared: await rows(`select ${COST} as micro_usd, (select ${COST} from wide
        where ${own} and ${within(previous)}) as previous_micro_usd
      from wide where ${own} and ${within(current)}`),
  };
}

const recent = (own: string) => `
  with page as (
    select * from wide where ${own} and kind = 'deduction'
    order by occurred_ms desc, id desc limit 50
  )
  select page.id, any_value(page.job_id) as job_id, any_value(page.run_id) as run_id,
    any_value(page.agent_type) as agent_type, any_value(page.model) as model,
    any_value(page.input_tokens) as input_tokens, any_value(page.output_tokens) as output_tokens,
    any_value(page.occurred_ms) as occurred_ms,
    coalesce(any_value(page.amount_micro_usd),
      sum(later.amount_micro_usd) filter (where later.kind = 'correction')) as priced,
    coalesce(sum(later.amount_micro_usd) filter (where later.kind = 'refund'), 0) as refunded
  from page left join wide as later
    on later.charge_id = page.id and later.${own}
  group by page.id order by any_value(page.occurred_ms) desc, page.id desc`;
