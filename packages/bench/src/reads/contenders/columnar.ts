import type { Window } from "@ai-cost/domain";
import type { DuckDBConnection } from "@duckdb/node-api";
import { readOf } from "../answer";
import { type Asked, WINDOWS } from "../asked";
import { agentsSql, comparedSql, dearestRunsSql, recentSql, seriesSql } from "./columnar-sql";
import type { Contender } from "./contender";
import { type Row, recentAnswer, seriesAnswer, summaryAnswer } from "./joined-answers";
import { PEERS } from "./names";

/** A columnar engine in this process, on the same rows as one wide table sorted by project and time. */
export function columnar(
  connection: DuckDBConnection,
  { projectId, projectIds }: Asked,
): Contender {
  const rows = async (text: string) =>
    (await connection.runAndReadAll(text)).getRowObjectsJson() as Row[];
  const own = `project_id = '${projectId}'`;
  const all = `project_id in (${projectIds.map((id) => `'${id}'`)})`;
  const series = (key: string, whose: string, window: Window) =>
    readOf(() => rows(seriesSql(key, whose, window)), seriesAnswer);
  const by = (format: string) => `strftime(epoch_ms(occurred_ms), '${format}')`;
  const summary = async () => ({
    agents: await rows(agentsSql(own, WINDOWS.month)),
    runs: await rows(dearestRunsSql(own, WINDOWS.month)),
    compared: await rows(comparedSql(own)),
  });
  return {
    name: PEERS.columnar,
    reads: {
      summary: readOf(summary, summaryAnswer),
      trend: series(by("%Y-%m"), own, WINDOWS.trend),
      days30: series(by("%Y-%m-%d"), own, WINDOWS.days30),
      days90: series(by("%Y-%m-%d"), own, WINDOWS.days90),
      recent: readOf(() => rows(recentSql(own)), recentAnswer),
      tenProjects: series("project_id", all, WINDOWS.month),
    },
  };
}
