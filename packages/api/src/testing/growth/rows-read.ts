import type { DatabaseClient } from "@ai-cost/db";
import type { SentStatement } from "@ai-cost/db/testing";

/** A node of the output of `explain (analyze, format json)`. Its rows are the average of its loops. */
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
 * How many table rows Postgres reads for the statement when the application's role sends it, including
 * those that a filter removes. `sql` is the owner's connection.
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

/** Counts nodes of tables only. The rows that an index finds are counted in the node that reads them. */
function rowsOf(node: PlanNode): number {
  const beneath = (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
  if (node["Relation Name"] === undefined) return beneath;
  const inLoop =
    node["Actual Rows"] +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  return beneath + Math.round(inLoop * node["Actual Loops"]);
}
