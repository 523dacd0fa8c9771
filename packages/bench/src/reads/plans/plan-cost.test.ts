import { expect, test } from "vitest";
import { costOf, type PlanNode } from "./plan-cost";

const node = (type: string, more: Partial<PlanNode>): PlanNode => ({
  "Node Type": type,
  "Actual Rows": 1,
  "Actual Loops": 1,
  "Shared Hit Blocks": 0,
  "Shared Read Blocks": 0,
  ...more,
});

test("buffers are those of the outermost node, and rows are those read from tables and indexes, including filtered ones", () => {
  const jobs = node("Index Scan", {
    "Index Name": "jobs_pk",
    "Relation Name": "jobs",
    "Actual Rows": 0.5,
    "Actual Loops": 10,
    "Rows Removed by Filter": 2,
    "Shared Hit Blocks": 30,
  });
  const spend = node("Seq Scan", {
    "Relation Name": "spend",
    "Actual Rows": 10,
    "Shared Read Blocks": 4,
  });
  const join = node("Nested Loop", {
    "Actual Rows": 5,
    "Shared Hit Blocks": 30,
    "Shared Read Blocks": 4,
    Plans: [spend, jobs],
  });
  expect(costOf(join)).toEqual({
    buffers: 34,
    rowsRead: 35,
    plan: "Nested Loop > Seq Scan on spend > Index Scan on jobs_pk",
  });
});
