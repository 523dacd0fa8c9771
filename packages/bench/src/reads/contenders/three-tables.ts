import type { Sql } from "@ai-cost/db";
import { BUDGET_SETTING_KEY, limitMicroUsdFromText, type Window } from "@ai-cost/domain";
import { readOf } from "../answer";
import { type Asked, WINDOWS } from "../asked";
import { COMPARISON } from "../comparison";
import type { Contender } from "./contender";
import { type Row, recentAnswer, seriesAnswer, summaryAnswer } from "./joined-answers";
import { type Joined, type Shape, sqlOf } from "./three-tables-sql";

type Rows = (text: string, ...values: unknown[]) => Promise<Row[]>;

/** The specification's three tables, joined and summed at each question. */
export function threeTables(
  name: string,
  sql: Sql,
  shape: Shape,
  { projectId, projectIds }: Asked,
): Contender {
  const one = sqlOf(shape, "= $1::uuid");
  const many = sqlOf(shape, "= any($1::uuid[])");
  const rows: Rows = (text, ...values) => sql.unsafe(text, values as never[], { prepare: true });
  const series = (format: string, { start, end }: Window) =>
    readOf(() => rows(one.series(format), projectId, iso(start), iso(end)), seriesAnswer);
  return {
    name,
    reads: {
      summary: readOf(
        () => summary(rows, one, projectId),
        (found) => ({ ...summaryAnswer(found), budget: budgetAnswer(found.budget) }),
      ),
      trend: series("YYYY-MM", WINDOWS.trend),
      days30: series("YYYY-MM-DD", WINDOWS.days30),
      days90: series("YYYY-MM-DD", WINDOWS.days90),
      recent: readOf(() => rows(one.recent, projectId), recentAnswer),
      tenProjects: readOf(
        () => rows(many.projects, `{${projectIds}}`, ...instantsOf(WINDOWS.month)),
        seriesAnswer,
      ),
    },
  };
}

const iso = (at: Date) => at.toISOString();
const instantsOf = ({ start, end }: Window) => [iso(start), iso(end)];

async function summary(rows: Rows, joined: Joined, projectId: string) {
  const month = instantsOf(WINDOWS.month);
  const { current, previous } = COMPARISON;
  return {
    agents: await rows(joined.agents, projectId, ...month),
    runs: await rows(joined.dearestRuns, projectId, ...month),
    compared: await rows(
      joined.compared,
      projectId,
      ...instantsOf(previous),
      ...instantsOf(current),
    ),
    budget: await rows(joined.budget, projectId, BUDGET_SETTING_KEY),
  };
}

const budgetAnswer = ([row]: readonly Row[]) => [
  [Number(limitMicroUsdFromText(String(row?.value)) ?? 0)],
];
