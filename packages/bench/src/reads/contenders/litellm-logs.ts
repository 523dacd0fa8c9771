import type { Sql } from "@ai-cost/db";
import { type QueryParameters, WINDOWS } from "../queries/query-parameters";
import { queryRunner } from "../queries/query-result";
import type { Contender } from "./contender";
import { PEERS } from "./names";
import { recentResult, topRunsResult } from "./peer-results";

const SESSIONS = `
  select session_id as id, sum(spend) as spend from litellm.spend_logs
  where team_id = $1 and start_time >= $2::timestamp and start_time < $3::timestamp
  group by session_id order by sum(spend) desc limit 5`;
const COUNT = "select count(*) from litellm.spend_logs where team_id = $1";
const PAGE = `
  select request_id as id, model, prompt_tokens, completion_tokens, spend,
    (extract(epoch from start_time) * 1000)::bigint as start_ms
  from litellm.spend_logs where team_id = $1
  order by start_time desc, request_id desc limit 50`;

/**
 * The contender LiteLLM with its table of logs. It reads the most expensive sessions of the month,
 * and one page of logs with the number of all logs.
 */
export function liteLlmLogs(sql: Sql, { projectId }: QueryParameters): Contender {
  const rows = (text: string, ...values: unknown[]) =>
    sql.unsafe(text, values as never[], { prepare: true });
  const { start, end } = WINDOWS.month;
  // LiteLLM's timestamp columns contain UTC times without a time zone, so the `Z` at the end is removed.
  const month = [start, end].map((at) => at.toISOString().slice(0, -1));
  const page = async () => {
    await rows(COUNT, projectId);
    return rows(PAGE, projectId);
  };
  return {
    name: PEERS.liteLlmLogs,
    queries: {
      summary: queryRunner(() => rows(SESSIONS, projectId, ...month), topRunsResult),
      recent: queryRunner(page, recentResult),
    },
  };
}
