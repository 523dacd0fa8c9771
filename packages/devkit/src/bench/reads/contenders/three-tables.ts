import type { Sql } from "@ai-cost/db";
import { BUDGET_SETTING_KEY, limitMicroUsdFromText, type Window } from "@ai-cost/domain";
import { type Answer, readOf, sorted } from "../answer";
import { type Asked, WINDOWS } from "../asked";
import { COMPARISON } from "../comparison";
import type { Contender } from "./contender";
import { type Joined, type Shape, sqlOf } from "./three-tables-sql";

type Row = Record<string, unknown>;

/** The specification's three tables, joined and summed at each question. */
export function threeTables(
  name: string,
  sql: Sql,
  shape: Shape,
  { projectId, projectIds }: Asked,
): Contender {
  const one = sqlOf(shape, "= $1::uuid");
  const many = sqlOf(shape, "= any($1::uuid[])");
  const rows = (text: string, ...values: unknown[]): Promise<Row[]> =>
    sql.unsafe(text, values as never[], { prepare: true });
  const series = (format: string, { start, end }: Window) =>
    readOf(() => rows(one.series(format), projectId, iso(start), iso(end)), seriesAnswer);
  return {
    name,
    reads: {
      summary: readOf(() => summary(rows, one, projectId), summaryAnswer),
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

async function summary(
  rows: (text: string, ...values: unknown[]) => Promise<Row[]>,
  joined: Joined,
  projectId: string,
) {
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

const numbers = (row: Row, ...names: string[]) => names.map((name) => Number(row[name]));

const summaryAnswer = ({
  agents,
  runs,
  compared: [compared = {}],
  budget: [budget = {}],
}: Awaited<ReturnType<typeof summary>>): Answer => ({
  "spend by agent type": sorted(
    agents.map((row) => [String(row.key), ...numbers(row, "micro_usd", "input_tokens", "output_tokens")]),
  ),
  "jobs by agent type": sorted(
    agents.map((row) => [String(row.key), ...numbers(row, "jobs", "completed", "failed", "unpriced")]),
  ),
  "dearest runs": runs.map((row) => [String(row.id), Number(row.micro_usd)]),
  "state of the dearest runs": runs.map((row) => [
    String(row.id),
    String(row.status),
    String(row.trigger),
    Number(row.started_ms),
    Number(row.jobs),
  ]),
  "budget and comparison": [
    [
      Number(limitMicroUsdFromText(String(budget.value)) ?? 0),
      ...numbers(compared, "micro_usd", "previous_micro_usd"),
    ],
  ],
});

const seriesAnswer = (rows: readonly Row[]): Answer => ({
  spend: sorted(rows.map((row) => [String(row.key), ...numbers(row, "micro_usd", "tokens")])),
  jobs: sorted(rows.map((row) => [String(row.key), ...numbers(row, "jobs")])),
});

const recentAnswer = (rows: readonly Row[]): Answer => ({
  charges: rows.map((row) => [
    String(row.id),
    String(row.agent_type),
    ...numbers(row, "input_tokens", "output_tokens", "occurred_ms"),
  ]),
  "net cost": rows.map((row) => [String(row.id), Number(row.priced) - Number(row.refunded)]),
  "cost and run": rows.map((row) => [
    String(row.id),
    row.priced === null ? null : Number(row.priced),
    Number(row.refunded),
    String(row.run_id),
    String(row.job_id),
    String(row.model),
  ]),
});
