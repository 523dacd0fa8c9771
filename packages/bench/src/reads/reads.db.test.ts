import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QUIET } from "@ai-cost/command/testing";
import { emptyDatabase } from "@ai-cost/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createColumnarFile } from "../data/columnar-file";
import { fillDatabase } from "../data/fill-database";
import { compareResults } from "./compare-results";
import { PEER_NAMES, PEERS } from "./contenders/names";
import { type Contenders, openContenders } from "./contenders/open-contenders";
import { queryCalls } from "./plans/query-calls";
import { measureStatementCosts } from "./plans/statement-costs";
import { QUERY_NAMES, type QueryName } from "./queries/queries";

const folder = mkdtempSync(join(tmpdir(), "columnar-"));
const columnarFile = join(folder, "wide.duckdb");
const { databaseUrl: url, sql } = await emptyDatabase();
let contenders: Contenders;

beforeAll(async () => {
  await fillDatabase(url, { charges: 4_000, projects: 11 }, QUIET);
  await createColumnarFile(sql, columnarFile);
  contenders = await openContenders({ url, columnarFile });
});
afterAll(async () => {
  await contenders.close();
  rmSync(folder, { recursive: true });
});

const compare = () => compareResults(contenders.product, contenders.others, QUIET);
const queriesOf = (peer: string): QueryName[] => {
  const queries = contenders.others.find(({ name }) => name === peer)?.queries ?? {};
  return QUERY_NAMES.filter((query) => query in queries);
};

test("all results are equal, and the plain join provides every part of them", async () => {
  const gaps = await compare();
  expect(contenders.others.map(({ name }) => name)).toEqual(PEER_NAMES);
  expect(gaps.filter(({ contender }) => contender === PEERS.plainJoin)).toEqual([]);
  expect(gaps.filter(({ contender }) => contender === PEERS.columnar)).toEqual([
    { contender: PEERS.columnar, query: "summary", missing: ["budget"] },
  ]);
});

test("each peer runs the queries that it can", () => {
  const ofOneOwner = QUERY_NAMES.filter((query) => query !== "fiftyProjects");
  const without = (...queries: QueryName[]) =>
    ofOneOwner.filter((query) => !queries.includes(query));
  for (const peer of [PEERS.plainJoin, PEERS.bestIndexes, PEERS.columnar])
    expect(queriesOf(peer)).toEqual(ofOneOwner);
  expect(queriesOf(PEERS.langfuse)).toEqual(without("agents30", "models90"));
  expect(queriesOf(PEERS.liteLlmDaily)).toEqual(without("models90", "recent"));
  expect(queriesOf(PEERS.liteLlmLogs)).toEqual(["summary", "recent"]);
});

test.each([
  ["indexed.credit_transactions", "amount_micro_usd = amount_micro_usd + 1", PEERS.bestIndexes],
  ["litellm.daily_team_spend", "spend = spend + 0.000001", PEERS.liteLlmDaily],
  ["litellm.spend_logs", "completion_tokens = completion_tokens + 1", PEERS.liteLlmLogs],
  ["langfuse.observations", "prompt_tokens = prompt_tokens + 1", PEERS.langfuse],
])("a difference of one in %s fails the comparison", async (table, change, peer) => {
  await sql.unsafe(
    `create table public.saved as select * from ${table}; update ${table} set ${change}`,
  );
  try {
    await expect(compare()).rejects.toThrow(`${peer} returns`);
  } finally {
    await sql.unsafe(`delete from ${table}; insert into ${table} select * from public.saved;
      drop table public.saved`);
  }
});

test("every statement of every query procedure has a plan", async () => {
  const { app, parameters } = contenders;
  const costs = await measureStatementCosts(
    app,
    parameters.fiftyProjectIds,
    await queryCalls(contenders),
  );
  const names = costs.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "access check, one project",
      "access check, all projects",
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
