/** A node of `explain (analyze, buffers, format json)`, as far as it is read here. */
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
  /** Pages of eight kibibytes that were looked into, each time anew. */
  buffers: number;
  /** From tables and indexes, those that a condition then left out included. */
  rowsRead: number;
  /** Each node with its index or table, outermost first. */
  plan: string;
}

export function costOf(root: PlanNode): PlanCost {
  const nodes = nodesOf(root);
  return {
    // A node's count holds those of the nodes beneath it.
    buffers: root["Shared Hit Blocks"] + root["Shared Read Blocks"],
    rowsRead: nodes.reduce((sum, node) => sum + rowsReadBy(node), 0),
    plan: nodes.map(nodeText).join(" > "),
  };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

function rowsReadBy(node: PlanNode): number {
  if (node["Relation Name"] === undefined) return 0;
  const left = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return Math.round((node["Actual Rows"] + left) * node["Actual Loops"]);
}

function nodeText(node: PlanNode): string {
  const on = node["Index Name"] ?? node["Relation Name"];
  return on ? `${node["Node Type"]} on ${on}` : node["Node Type"];
}
