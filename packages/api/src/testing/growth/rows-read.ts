import type { DatabaseClient } from "@ai-cost/db";
import type { SentStatement } from "@ai-cost/db/testing";

/**
 * A node in the output of `explain (analyze, format json)`. Its number of rows is the average over its
 * loops.
 */
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
 * The number of table rows that Postgres reads for a statement of the application's role, including the
 * rows that a filter removes. `sql` is the owner's connection.
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

/**
 * Adds up the rows of the nodes that read a table. Index nodes are not counted, because the node that
 * reads the table counts the same rows.
 */
function rowsOf(node: PlanNode): number {
  const beneath = (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
  if (node["Relation Name"] === undefined) return beneath;
  const inLoop =
    node["Actual Rows"] +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  return beneath + Math.round(inLoop * node["Actual Loops"]);
}
