import type { Window } from "@ai-cost/domain";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type QueryParameters, WINDOWS } from "../queries/query-parameters";
import { queryRunner } from "../queries/query-result";
import {
  agentsSql,
  comparisonSql,
  modelsSql,
  recentSql,
  seriesSql,
  topRunsSql,
} from "./columnar-sql";
import type { Contender } from "./contender";
import {
  agentsResult,
  modelsResult,
  type Row,
  recentResult,
  seriesResult,
  summaryResult,
} from "./joined-results";
import { PEERS } from "./names";

/**
 * The contender DuckDB, which runs in this process. It has the same charges in one wide table,
 * sorted by project and time.
 */
export function columnar(
  connection: DuckDBConnection,
  { projectId, tenProjectIds }: QueryParameters,
): Contender {
  const rows = async (text: string) =>
    (await connection.runAndReadAll(text)).getRowObjectsJson() as Row[];
  const one = `project_id = '${projectId}'`;
  const ten = `project_id in (${tenProjectIds.map((id) => `'${id}'`)})`;
  const series = (key: string, projects: string, window: Window) =>
    queryRunner(() => rows(seriesSql(key, projects, window)), seriesResult);
  const by = (format: string) => `strftime(epoch_ms(occurred_ms), '${format}')`;
  const summary = async () => ({
    agents: await rows(agentsSql(one, WINDOWS.month)),
    runs: await rows(topRunsSql(one, WINDOWS.month)),
    comparison: await rows(comparisonSql(one)),
  });
  return {
    name: PEERS.columnar,
    queries: {
      summary: queryRunner(summary, summaryResult),
      trend: series(by("%Y-%m"), one, WINDOWS.trend),
      days30: series(by("%Y-%m-%d"), one, WINDOWS.days30),
      days90: series(by("%Y-%m-%d"), one, WINDOWS.days90),
      agents30: queryRunner(() => rows(agentsSql(one, WINDOWS.days30)), agentsResult),
      models90: queryRunner(() => rows(modelsSql(one, WINDOWS.days90)), modelsResult),
      recent: queryRunner(() => rows(recentSql(one)), recentResult),
      tenProjects: series("project_id", ten, WINDOWS.month),
    },
  };
}
