import type { Sql } from "@ai-cost/db";
import { isAccessCheck } from "../contenders/statements";
import { type Statement, statementsOf } from "../statements-of";
import { costOf, type PlanCost, type PlanNode } from "./plan-cost";
import type { QueryCall } from "./query-calls";

/** The cost of one statement. */
export interface StatementCost extends PlanCost {
  /**
   * The name of the call that sends the statement. If the call sends several statements, the name
   * ends with the statement's number.
   */
  name: string;
}

/**
 * Measures the cost of each statement that the calls send. Every call starts with an access check;
 * each different access check is measured only once.
 */
export async function measureStatementCosts(
  app: Sql,
  projectIds: readonly string[],
  calls: readonly QueryCall[],
): Promise<StatementCost[]> {
  const costs = new Map<string, StatementCost>();
  for (const { name: call, run } of calls) {
    const sent = await statementsOf(run);
    const own = sent.filter((statement) => !isAccessCheck(statement));
    const named = [
      ...sent.filter(isAccessCheck).map((statement) => ({
        name: accessCheckName(statement),
        statement,
      })),
      ...own.map((statement, index) => ({
        name: own.length > 1 ? `${call}, ${index + 1}` : call,
        statement,
      })),
    ];
    for (const { name, statement } of named)
      if (!costs.has(name))
        costs.set(name, { name, ...(await explain(app, projectIds, statement)) });
  }
  return [...costs.values()];
}

const accessCheckName = ({ text }: Statement) =>
  text.includes("order by") ? "access check, all projects" : "access check, one project";

/**
 * Runs the statement twice and returns the plan of the second run. The first run also reads the
 * catalogue and loads pages into the cache.
 */
async function explain(
  app: Sql,
  projectIds: readonly string[],
  { text, values }: Statement,
): Promise<PlanCost> {
  const [row] = await app.begin("read only", async (tx) => {
    await tx`select set_config('ai_cost.project_ids', ${projectIds.join(",")}, true)`;
    const analyze = () =>
      tx.unsafe(`explain (analyze, buffers, format json) ${text}`, values as never[]);
    await analyze();
    return analyze();
  });
  const output = row?.["QUERY PLAN"];
  const plans = typeof output === "string" ? JSON.parse(output) : output;
  const [{ Plan }] = plans as [{ Plan: PlanNode }];
  return costOf(Plan);
}
