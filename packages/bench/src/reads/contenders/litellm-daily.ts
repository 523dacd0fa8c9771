import type { Sql } from "@ai-cost/db";
import { dayOf, type Window } from "@ai-cost/domain";
import { type QueryParameters, WINDOWS } from "../queries/query-parameters";
import { queryRunner } from "../queries/query-result";
import type { Contender } from "./contender";
import { PEERS } from "./names";
import { agentsResult, type SummedRow, spendResult, sumByKey } from "./peer-results";

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

/**
 * The contender LiteLLM with its table of daily sums. It reads the daily rows of a range with all
 * their dimensions and adds them up in the application. The table contains no runs and no jobs.
 */
export function liteLlmDaily(sql: Sql, { projectId, tenProjectIds }: QueryParameters): Contender {
  const sums =
    (teams: string[], { start, end }: Window, keyOf: (row: DailyRow) => string) =>
    async () => {
      const values = [teams, dayOf(start), dayOf(end)] as never[];
      return sumByKey(await sql.unsafe<DailyRow[]>(DAILY, values, { prepare: true }), keyOf);
    };
  const { month, trend, days30, days90 } = WINDOWS;
  const byDate = (window: Window, length: number) =>
    queryRunner(
      sums([projectId], window, ({ date }) => date.slice(0, length)),
      spendResult,
    );
  return {
    name: PEERS.liteLlmDaily,
    queries: {
      summary: queryRunner(
        sums([projectId], month, ({ model }) => model),
        agentsResult,
      ),
      trend: byDate(trend, "YYYY-MM".length),
      days30: byDate(days30, "YYYY-MM-DD".length),
      days90: byDate(days90, "YYYY-MM-DD".length),
      agents30: queryRunner(
        sums([projectId], days30, ({ model }) => model),
        agentsResult,
      ),
      tenProjects: queryRunner(
        sums(tenProjectIds, month, (row) => row.team_id),
        spendResult,
      ),
    },
  };
}
