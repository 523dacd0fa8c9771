import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QUIET } from "@ai-cost/command/testing";
import { emptyDatabase } from "@ai-cost/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeColumnarFile } from "../data/columnar";
import { fillDatabase } from "../data/fill-database";
import { callsOf } from "./calls";
import { compareAnswers } from "./compare";
import { PEER_NAMES, PEERS } from "./contenders/names";
import { type Contenders, openContenders } from "./open-contenders";
import { statementCosts } from "./plans";
import { QUESTION_NAMES, type QuestionName } from "./question";

const folder = mkdtempSync(join(tmpdir(), "columnar-"));
const columnarFile = join(folder, "wide.duckdb");
const { databaseUrl: url, sql } = await emptyDatabase();
let contenders: Contenders;

beforeAll(async () => {
  await fillDatabase(url, { charges: 4_000, projects: 11 }, QUIET);
  await makeColumnarFile(sql, columnarFile);
  contenders = await openContenders({ url, columnarFile });
});
afterAll(async () => {
  await contenders.close();
  rmSync(folder, { recursive: true });
});

const compare = () => compareAnswers(contenders.product, contenders.others, QUIET);
const answeredBy = (peer: string): QuestionName[] => {
  const reads = contenders.others.find(({ name }) => name === peer)?.reads ?? {};
  return QUESTION_NAMES.filter((question) => question in reads);
};

test("all answer alike, the plain join every part of every answer", async () => {
  const gaps = await compare();
  expect(contenders.others.map(({ name }) => name)).toEqual(PEER_NAMES);
  expect(gaps.filter(({ contender }) => contender === PEERS.plainJoin)).toEqual([]);
  expect(gaps.filter(({ contender }) => contender === PEERS.columnar)).toEqual([
    { contender: PEERS.columnar, question: "summary", missing: ["budget"] },
  ]);
});

test("each peer is asked all that it can answer", () => {
  const single = ["summary", "trend", "days30", "days90", "recent", "tenProjects"];
  const withoutRows = single.filter((question) => question !== "recent");
  for (const peer of [PEERS.plainJoin, PEERS.bestIndexes, PEERS.langfuse, PEERS.columnar])
    expect(answeredBy(peer)).toEqual(single);
  expect(answeredBy(PEERS.liteLlmDaily)).toEqual(withoutRows);
  expect(answeredBy(PEERS.liteLlmLogs)).toEqual(["summary", "recent"]);
});

test.each([
  ["indexed.credit_transactions", "amount_micro_usd = amount_micro_usd + 1", PEERS.bestIndexes],
  ["litellm.daily_team_spend", "spend = spend + 0.000001", PEERS.liteLlmDaily],
  ["litellm.spend_logs", "completion_tokens = completion_tokens + 1", PEERS.liteLlmLogs],
  ["langfuse.observations", "prompt_tokens = prompt_tokens + 1", PEERS.langfuse],
])("a difference of one in %s ends the comparison", async (table, change, peer) => {
  await sql.unsafe(
    `create table public.kept as select * from ${table}; update ${table} set ${change}`,
  );
  try {
    await expect(compare()).rejects.toThrow(`${peer} answers another`);
  } finally {
    await sql.unsafe(`delete from ${table}; insert into ${table} select * from public.kept;
      drop table public.kept`);
  }
});

test("every statement of every procedure that reads has its plan", async () => {
  const { app, asked } = contenders;
  const costs = await statementCosts(app, asked.fiftyIds, await callsOf(contenders));
  const names = costs.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "gate, one project",
      "gate, all projects",
      "summary of the month",
      "ten projects, 2",
      "pipelineRuns.listCharges, next page, 2",
      "auditEvents.list, next page",
      "usageSources.listNotices",
    ]),
  );
  expect(costs.filter(({ buffers, rowsRead }) => buffers === 0 && rowsRead > 0)).toEqual([]);
  expect(costs.find(({ name }) => name === "trend of six months")?.plan).toContain(
    "monthly_agent_spend",
  );
});
