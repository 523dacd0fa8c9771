import type { Sql } from "@ai-cost/db";
import type { Window } from "@ai-cost/domain";
import { type QueryParameters, WINDOWS } from "../queries/query-parameters";
import { type QueryResult, queryRunner } from "../queries/query-result";
import type { Contender } from "./contender";
import { PEERS } from "./names";
import {
  agentsResult,
  recentResult,
  type SummedRow,
  type Sums,
  spendResult,
  sumByKey,
  topRunsResult,
} from "./peer-results";

const WHERE = `type = 'GENERATION' and start_time >= $2::timestamptz and start_time < $3::timestamptz`;
const DAYS = `
  select project_id, model, to_char(start_time at time zone 'UTC', 'YYYY-MM-DD') as date,
    sum(calculated_total_cost) as spend, sum(prompt_tokens) as prompt_tokens,
    sum(completion_tokens) as completion_tokens
  from langfuse.observations where project_id = any($1) and ${WHERE}
  group by project_id, model, date`;
const TRACES = `
  select trace.id, sum(calculated_total_cost) as spend
  from langfuse.observations
  join langfuse.traces as trace on trace.id = trace_id and trace.project_id = observations.project_id
  where observations.project_id = $1 and ${WHERE}
  group by trace.id order by sum(calculated_total_cost) desc limit 5`;
const PAGE = `
  select id, model, prompt_tokens, completion_tokens, calculated_total_cost as spend,
    (extract(epoch from start_time) * 1000)::bigint as start_ms
  from langfuse.observations where project_id = $1 and type = 'GENERATION'
  order by start_time desc, id desc limit 50`;

interface DayRow extends SummedRow {
  project_id: string;
  model: string;
  date: string;
}
type Row = Record<string, unknown>;

/**
 * The contender Langfuse. It sums the observations of a range by model and day, as version 2 of Langfuse
 * did in Postgres. Langfuse has no jobs.
 */
export function langfuse(sql: Sql, { projectId, tenProjectIds }: QueryParameters): Contender {
  const rows = (text: string, ...values: unknown[]): Promise<Row[]> =>
    sql.unsafe(text, values as never[], { prepare: true });
  const sums = (ids: string[], { start, end }: Window, keyOf: (row: DayRow) => string) => {
    const values = [ids, start.toISOString(), end.toISOString()] as never[];
    const days = () => sql.unsafe<DayRow[]>(DAYS, values, { prepare: true });
    return async () => sumByKey(await days(), keyOf);
  };
  const { month, trend, days30, days90 } = WINDOWS;
  const byModel = sums([projectId], month, ({ model }) => model);
  const instants = [month.start.toISOString(), month.end.toISOString()];
  const summary = async () => ({
    models: await byModel(),
    traces: await rows(TRACES, projectId, ...instants),
  });
  const byDate = (window: Window, length: number) =>
    queryRunner(
      sums([projectId], window, ({ date }) => date.slice(0, length)),
      spendResult,
    );
  return {
    name: PEERS.langfuse,
    queries: {
      summary: queryRunner(summary, summaryResult),
      trend: byDate(trend, "YYYY-MM".length),
      days30: byDate(days30, "YYYY-MM-DD".length),
      days90: byDate(days90, "YYYY-MM-DD".length),
      recent: queryRunner(() => rows(PAGE, projectId), recentResult),
      tenProjects: queryRunner(
        sums(tenProjectIds, month, (row) => row.project_id),
        spendResult,
      ),
    },
  };
}

const summaryResult = ({ models, traces }: { models: Sums; traces: Row[] }): QueryResult => ({
  ...agentsResult(models),
  ...topRunsResult(traces),
});
