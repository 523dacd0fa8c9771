import type { Sql } from "@ai-cost/db";
import { type Statement, statementsOf } from "@ai-cost/testing";
import type { Call } from "./calls";
import { isOfGate } from "./contenders/statements";
import { costOf, type PlanCost, type PlanNode } from "./plan-cost";

/** What one statement of a procedure costs. */
export interface StatementCost extends PlanCost {
  /** Which procedure sends it, and as which of its statements. */
  name: string;
}

/** Plan and buffers of each statement that the calls send, the gate's once. */
export async function statementCosts(
  app: Sql,
  projectIds: readonly string[],
  calls: readonly Call[],
): Promise<StatementCost[]> {
  const costs = new Map<string, StatementCost>();
  for (const { name, run } of calls) {
    const sent = await statementsOf(run);
    const [gate, own] = [sent.filter(isOfGate), sent.filter((statement) => !isOfGate(statement))];
    const named = [
      ...gate.map((statement) => ({ name: gateName(statement), statement })),
      ...own.map((statement, index) => ({
        name: own.length > 1 ? `${name}, ${index + 1}` : name,
        statement,
      })),
    ];
    for (const { name, statement } of named)
      if (!costs.has(name))
        costs.set(name, { name, ...(await explained(app, projectIds, statement)) });
  }
  return [...costs.values()];
}

const gateName = ({ text }: Statement) =>
  text.includes("order by") ? "gate, all projects" : "gate, one project";

/** Asked twice: the second time finds everything in memory and the catalogue read. */
async function explained(
  app: Sql,
  projectIds: readonly string[],
  { text, values }: Statement,
): Promise<PlanCost> {
  const [found] = await app.begin("read only", async (tx) => {
    await tx`select set_config('ai_cost.project_ids', ${projectIds.join(",")}, true)`;
    const explain = () =>
      tx.unsafe(`explain (analyze, buffers, format json) ${text}`, values as never[]);
    await explain();
    return explain();
  });
  const plan = found?.["QUERY PLAN"];
  const [{ Plan }] = (typeof plan === "string" ? JSON.parse(plan) : plan) as [{ Plan: PlanNode }];
  return costOf(Plan);
}
