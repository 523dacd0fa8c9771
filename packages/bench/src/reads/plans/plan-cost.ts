/**
 * The fields of a plan node that this module reads. The plan comes from `explain (analyze, buffers,
 * format json)`.
 */
export interface PlanNode {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: PlanNode[];
}

export interface PlanCost {
  /** The number of accesses to pages of 8 KiB. */
  buffers: number;
  /**
   * The number of rows read from tables and indexes, including the rows that a filter then removed.
   */
  rowsRead: number;
  /** The plan's nodes with their indexes or tables, starting with the outermost node. */
  plan: string;
}

export function costOf(root: PlanNode): PlanCost {
  const nodes = nodesOf(root);
  return {
    // The root node's count already includes the buffers of all its child nodes.
    buffers: root["Shared Hit Blocks"] + root["Shared Read Blocks"],
    rowsRead: nodes.reduce((sum, node) => sum + rowsReadBy(node), 0),
    plan: nodes.map(nodeText).join(" > "),
  };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

function rowsReadBy(node: PlanNode): number {
  if (node["Relation Name"] === undefined) return 0;
  const removed =
    (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return Math.round((node["Actual Rows"] + removed) * node["Actual Loops"]);
}

function nodeText(node: PlanNode): string {
  const on = node["Index Name"] ?? node["Relation Name"];
  return on ? `${node["Node Type"]} on ${on}` : node["Node Type"];
}
