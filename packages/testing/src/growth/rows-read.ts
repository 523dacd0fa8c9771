import type { DatabaseClient } from "@ai-cost/db";
import type { SentStatement } from "@ai-cost/db/testing";

/** A step of a plan as `explain (analyze, format json)` tells it; rows are of one loop, on average. */
interface PlanNode {
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
}

type Explained = { "QUERY PLAN": [{ Plan: PlanNode }] }[];

/**
 * How many rows of tables Postgres looks at to answer the statement to the application's role, those
 * that it passes over too. `sql` is the owner's.
 */
export async function rowsRead(
  sql: DatabaseClient["sql"],
  projectIds: readonly string[],
  { text, parameters }: SentStatement,
): Promise<number> {
  const setting = `ai_cost.project_ids = '${projectIds.join(",")}'`;
  const [explained] = await sql.begin(`; set local role ai_cost_app; set local ${setting}`, (tx) =>
    tx.unsafe<Explained>(
      `explain (analyze, timing off, format json) ${text}`,
      parameters as never[],
    ),
  );
  if (!explained) throw new Error(`no plan for ${text}`);
  return rowsOf(explained["QUERY PLAN"][0].Plan);
}

/** An index alone is no table: the step above it reads the rows that it points to. */
function rowsOf(node: PlanNode): number {
  const beneath = (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
  if (node["Relation Name"] === undefined) return beneath;
  const inLoop =
    node["Actual Rows"] +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  return beneath + Math.round(inLoop * node["Actual Loops"]);
}
