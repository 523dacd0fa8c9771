import type { Sql } from "@ai-cost/db";
import type { Window } from "@ai-cost/domain";
import { type Answer, readOf } from "../answer";
import { type Asked, WINDOWS } from "../asked";
import type { Contender } from "./contender";
import { PEERS } from "./names";
import { agentSpendAnswer, byKey, type SummedRow, spendAnswer } from "./summed-rows";

const DIMENSIONS =
  "team_id, date, api_key, model, model_group, custom_llm_provider, mcp_namespaced_tool_name, endpoint";
const DAILY = `
  select ${DIMENSIONS}, sum(spend) as spend, sum(prompt_tokens)::bigint as prompt_tokens,
    sum(completion_tokens)::bigint as completion_tokens, sum(api_requests)::bigint as api_requests,
    sum(successful_requests)::bigint as successful_requests,
    sum(failed_requests)::bigint as failed_requests
  from litellm.daily_team_spend
  where team_id = any($1) and date >= $2 and date < $3
  group by ${DIMENSIONS}`;

interface DailyRow extends SummedRow {
  team_id: string;
  date: string;
  model: string;
}

/** Its daily table: all dimensions of the range, added up in the application. It knows no runs or jobs. */
export function liteLlmDaily(sql: Sql, { projectId, projectIds }: Asked): Contender {
  const read = (teams: string[], { start, end }: Window, keyOf: (row: DailyRow) => string) => {
    const values = [teams, dayOf(start), dayOf(end)] as never[];
    const rows = () => sql.unsafe<DailyRow[]>(DAILY, values, { prepare: true });
    return async () => byKey(await rows(), keyOf);
  };
  const { month, trend, days30, days90 } = WINDOWS;
  const own = [projectId];
  return {
    name: PEERS.liteLlmDaily,
    reads: {
      summary: readOf(
        read(own, month, ({ model }) => model),
        agentSpendAnswer,
      ),
      trend: readOf(
        read(own, trend, ({ date }) => date.slice(0, 7)),
        spendAnswer,
      ),
      days30: readOf(
        read(own, days30, ({ date }) => date),
        spendAnswer,
      ),
      days90: readOf(
        read(own, days90, ({ date }) => date),
        spendAnswer,
      ),
      tenProjects: readOf(
        read(projectIds, month, (row) => row.team_id),
        spendAnswer,
      ),
    },
  };
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

const SESSIONS = `
  select session_id, sum(spend) as spend from litellm.spend_logs
  where team_id = $1 and start_time >= $2::timestamp and start_time < $3::timestamp
  group by session_id order by sum(spend) desc limit 5`;
const COUNT = "select count(*) from litellm.spend_logs where team_id = $1";
const PAGE = `
  select request_id, model, prompt_tokens, completion_tokens, spend,
    (extract(epoch from start_time) * 1000)::bigint as start_ms
  from litellm.spend_logs where team_id = $1
  order by start_time desc, request_id desc limit 50`;

type Row = Record<string, unknown>;

/** Its spend logs: the dearest sessions of the month, and a page of logs with the count of all. */
export function liteLlmLogs(sql: Sql, { projectId }: Asked): Contender {
  const rows = (text: string, ...values: unknown[]): Promise<Row[]> =>
    sql.unsafe(text, values as never[], { prepare: true });
  const month = [WINDOWS.month.start, WINDOWS.month.end].map((at) => at.toISOString().slice(0, 19));
  const page = async () => {
    await rows(COUNT, projectId);
    return rows(PAGE, projectId);
  };
  return {
    name: PEERS.liteLlmLogs,
    reads: {
      summary: readOf(
        () => rows(SESSIONS, projectId, ...month),
        (sessions) => ({
          "dearest runs": sessions.map((row) => [String(row.session_id), microUsd(row.spend)]),
        }),
      ),
      recent: readOf(page, pageAnswer),
    },
  };
}

const microUsd = (dollars: unknown) => Math.round(Number(dollars) * 1e6);

const pageAnswer = (rows: readonly Row[]): Answer => ({
  charges: rows.map((row) => [
    String(row.request_id),
    String(row.model),
    Number(row.prompt_tokens),
    Number(row.completion_tokens),
    Number(row.start_ms),
  ]),
  "net cost": rows.map((row) => [String(row.request_id), microUsd(row.spend)]),
});
