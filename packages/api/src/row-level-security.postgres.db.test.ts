import { makeIngestKey } from "@ai-cost/auth/testing";
import {
  emptyDatabase,
  exemptFromTenantPredicates,
  type SentStatement,
  sentBy,
  type TestDatabase,
  usesTenantTables,
  withoutTenantPredicates,
} from "@ai-cost/db/testing";
import { beforeAll, expect, test } from "vitest";
import type { SessionUser } from "./index";
import { callerOf } from "./testing/callers";
import { recordCharges } from "./testing/charges";
import { type Fixture, insertFixture, NOW } from "./testing/fixture";

/** Two projects with equal rows, which differ only in their project ids. */
let own: TestDatabase;
let fixture: Fixture;
let runId: string;

exemptFromTenantPredicates();

async function fill(projectId: string, owner: SessionUser): Promise<string> {
  const [charge] = await recordCharges(own.tenantOf, projectId, [
    { run: "nightly", job: "scout" },
    { run: "nightly", job: "probe", amountMicroUsd: null },
  ]);
  await makeIngestKey(own.db, projectId);
  const { agentNames, aiCost, modelPrices } = callerOf(own.app.db, owner);
  await aiCost.setBudgetLimit({ projectId, limitDollars: 250 });
  const prices = { inputUsdPerMillion: 3, outputUsdPerMillion: 15 };
  await modelPrices.set({ projectId, model: "a-model", ...prices });
  await agentNames.set({ projectId, agentName: "Scout", agentType: "research" });
  const span = { trace: "a".repeat(32), span: "b".repeat(16), at: NOW.toISOString() };
  await own.sql`insert into trace_spans values (${projectId}, ${span.trace}, ${span.span}, null,
    'a service', true, 'Scout', false, true, false, ${span.at}, ${span.at})`;
  return charge?.runId ?? "";
}

beforeAll(async () => {
  own = await emptyDatabase();
  fixture = await insertFixture(own.db);
  runId = await fill(fixture.projectId, fixture.owner);
  await fill(fixture.foreignProjectId, fixture.stranger);
});

async function readEverything(): Promise<void> {
  const { projectId } = fixture;
  const caller = callerOf(own.app.db, fixture.owner);
  const { agentNames, aiCost, ingestKeys, modelPrices, pipelineRuns, projects } = caller;
  await aiCost.getMonthlySummary({ projectId });
  await aiCost.getMonthlyTrend({ projectId });
  await aiCost.getDailySpend({ projectId, days: 7 });
  await aiCost.getRecentTransactions({ projectId });
  await aiCost.getCrossProjectSummary();
  await projects.get({ projectId });
  await pipelineRuns.get({ projectId, runId });
  await pipelineRuns.listJobs({ projectId, runId });
  await pipelineRuns.listCharges({ projectId, runId });
  await ingestKeys.list({ projectId });
  await modelPrices.list({ projectId });
  await agentNames.list({ projectId });
  await caller.usageSources.listNotices({ projectId });
}

async function changeEverything(): Promise<void> {
  const { projectId } = fixture;
  const { agentNames, aiCost, ingestKeys, modelPrices } = callerOf(own.app.db, fixture.owner);
  await aiCost.setBudgetLimit({ projectId, limitDollars: 20 });
  await aiCost.clearBudgetLimit({ projectId });
  const { keyId } = await ingestKeys.create({ projectId, name: "Nightly" });
  await ingestKeys.revoke({ projectId, keyId });
  await modelPrices.remove({ projectId, model: "a-model" });
  await agentNames.remove({ projectId, agentName: "Scout" });
}

const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);

const readsTenantRows = ({ text }: SentStatement) => usesTenantTables(text);

/** Sends a statement as the application does for a member of the fixture's project. */
const sendForProject = ({ text, parameters }: SentStatement) =>
  own.app.sql.begin(`; set local ai_cost.project_ids = '{${fixture.projectId}}'`, (tx) =>
    tx.unsafe(text, parameters as never[]),
  );

const withoutPredicates = (statement: SentStatement) => ({
  ...statement,
  text: withoutTenantPredicates(statement.text),
});

test("a read without its tenant predicate still returns only the rows of the opened project", async () => {
  const reads = (await sentBy(readEverything)).filter(readsTenantRows);
  expect(reads.length).toBeGreaterThan(15);
  let leaks = 0;
  for (const statement of reads) {
    const { text, parameters } = withoutPredicates(statement);
    expect(text).not.toBe(statement.text);
    const rows = JSON.stringify(await sendForProject(statement), plain);
    expect(JSON.stringify(await sendForProject({ text, parameters }), plain)).toBe(rows);
    // No policy restricts the owner of the tables. The same statement, sent by the owner, returns other
    // rows, or it fails because it finds too many.
    const unrestricted = await own.sql.unsafe(text, parameters as never[]).catch(String);
    if (JSON.stringify(unrestricted, plain) !== rows) leaks += 1;
  }
  expect(leaks).toBeGreaterThanOrEqual(10);
});

test("a change without its tenant predicate leaves the rows of another project unchanged", async () => {
  const changes = (await sentBy(changeEverything)).filter(
    ({ text }) => /^\s*(update|delete)\b/i.test(text) && usesTenantTables(text),
  );
  expect(changes.length).toBeGreaterThan(3);
  const before = await rowsOf(fixture.foreignProjectId);
  for (const statement of changes) await sendForProject(withoutPredicates(statement));
  expect(await rowsOf(fixture.foreignProjectId)).toEqual(before);
});

test("a read without an opened project returns no rows", async () => {
  const reads = (await sentBy(readEverything)).filter(readsTenantRows);
  const plainReads = reads.filter(({ text }) => !/\b(count|sum|coalesce|exists)\b/i.test(text));
  expect(plainReads.length).toBeGreaterThan(5);
  for (const { text, parameters } of plainReads)
    expect(await own.app.sql.unsafe(text, parameters as never[])).toEqual([]);
});

async function rowsOf(projectId: string) {
  const tables = ["billing_settings", "ingest_keys", "model_prices", "agent_names", "daily_spend"];
  return Promise.all(
    tables.map((table) => own.sql`select * from ${own.sql(table)} where project_id = ${projectId}`),
  );
}
