import type { Sql } from "@ai-cost/db";
import { BUDGET_SETTING_KEY, limitMicroUsdFromText, type Window } from "@ai-cost/domain";
import { COMPARISON } from "../queries/comparison";
import { type QueryParameters, WINDOWS } from "../queries/query-parameters";
import { queryRunner } from "../queries/query-result";
import type { Contender } from "./contender";
import {
  agentsResult,
  modelsResult,
  type Row,
  recentResult,
  seriesResult,
  summaryResult,
} from "./joined-results";
import { type JoinStatements, type JoinVariant, joinStatements } from "./three-tables-sql";

type Rows = (text: string, ...values: unknown[]) => Promise<Row[]>;

/**
 * The contender with the specification's three tables. Each query joins them and sums their rows.
 */
export function threeTables(
  name: string,
  sql: Sql,
  variant: JoinVariant,
  { projectId, tenProjectIds }: QueryParameters,
): Contender {
  const one = joinStatements(variant, "= $1::uuid");
  const ten = joinStatements(variant, "= any($1::uuid[])");
  const rows: Rows = (text, ...values) => sql.unsafe(text, values as never[], { prepare: true });
  const series = (format: string, { start, end }: Window) =>
    queryRunner(() => rows(one.series(format), projectId, iso(start), iso(end)), seriesResult);
  return {
    name,
    queries: {
      summary: queryRunner(
        () => summary(rows, one, projectId),
        (output) => ({ ...summaryResult(output), budget: budgetRows(output.budget) }),
      ),
      trend: series("YYYY-MM", WINDOWS.trend),
      days30: series("YYYY-MM-DD", WINDOWS.days30),
      days90: series("YYYY-MM-DD", WINDOWS.days90),
      agents30: queryRunner(
        () => rows(one.agents, projectId, ...instantsOf(WINDOWS.days30)),
        agentsResult,
      ),
      models90: queryRunner(
        () => rows(one.models, projectId, ...instantsOf(WINDOWS.days90)),
        modelsResult,
      ),
      recent: queryRunner(() => rows(one.recent, projectId), recentResult),
      tenProjects: queryRunner(
        () => rows(ten.projects, `{${tenProjectIds}}`, ...instantsOf(WINDOWS.month)),
        seriesResult,
      ),
    },
  };
}

const iso = (at: Date) => at.toISOString();
const instantsOf = ({ start, end }: Window) => [iso(start), iso(end)];

async function summary(rows: Rows, statements: JoinStatements, projectId: string) {
  const month = instantsOf(WINDOWS.month);
  const { current, previous } = COMPARISON;
  return {
    agents: await rows(statements.agents, projectId, ...month),
    runs: await rows(statements.topRuns, projectId, ...month),
    comparison: await rows(
      statements.comparison,
      projectId,
      ...instantsOf(previous),
      ...instantsOf(current),
    ),
    budget: await rows(statements.budget, projectId, BUDGET_SETTING_KEY),
  };
}

const budgetRows = ([row]: readonly Row[]) => [
  [Number(limitMicroUsdFromText(String(row?.value)) ?? 0)],
];
