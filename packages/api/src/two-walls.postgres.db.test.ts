import { makeIngestKey } from "@ai-cost/auth/testing";
import {
  emptyDatabase,
  exemptFromTenantPredicates,
  isOnTenants,
  type SentStatement,
  sentBy,
  type TestDatabase,
  withoutPins,
} from "@ai-cost/db/testing";
import { beforeAll, expect, test } from "vitest";
import type { SessionUser } from "./index";
import { record } from "./testing/usage";
import { callerOf, NOW, newWorld, type World } from "./testing/world";

/** Two projects with the same names of everything: only whose they are tells their rows apart. */
let own: TestDatabase;
let world: World;
let runId: string;

exemptFromTenantPredicates();

async function fill(projectId: string, owner: SessionUser): Promise<string> {
  const [charge] = await record(own.tenantOf(projectId), projectId, [
    { run: "nightly", job: "scout" },
    { run: "nightly", job: "probe", cost: null },
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
  world = await newWorld(own.db);
  runId = await fill(world.projectId, world.owner);
  await fill(world.foreignProjectId, world.stranger);
});

async function askEverything(): Promise<void> {
  const { projectId } = world;
  const caller = callerOf(own.app.db, world.owner);
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
  const { projectId } = world;
  const { agentNames, aiCost, ingestKeys, modelPrices } = callerOf(own.app.db, world.owner);
  await aiCost.setBudgetLimit({ projectId, limitDollars: 20 });
  await aiCost.clearBudgetLimit({ projectId });
  const { keyId } = await ingestKeys.create({ projectId, name: "Nightly" });
  await ingestKeys.revoke({ projectId, keyId });
  await modelPrices.remove({ projectId, model: "a-model" });
  await agentNames.remove({ projectId, agentName: "Scout" });
}

const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);

const onTenantRows = ({ text }: SentStatement) => isOnTenants(text);

/** As the application, with the setting of the one project that was proved. */
const asProved = ({ text, parameters }: SentStatement) =>
  own.app.sql.begin(`; set local ai_cost.project_ids = '{${world.projectId}}'`, (tx) =>
    tx.unsafe(text, parameters as never[]),
  );

const unpinned = (statement: SentStatement) => ({
  ...statement,
  text: withoutPins(statement.text),
});

test("a question whose predicate is forgotten is answered with the proved project's rows alone", async () => {
  const asked = (await sentBy(askEverything)).filter(onTenantRows);
  expect(asked.length).toBeGreaterThan(15);
  let leaks = 0;
  for (const statement of asked) {
    const { text, parameters } = unpinned(statement);
    expect(text).not.toBe(statement.text);
    const answer = JSON.stringify(await asProved(statement), plain);
    expect(JSON.stringify(await asProved({ text, parameters }), plain)).toBe(answer);
    // Where no policy binds, the same finds the other project's rows too, or more than it can take.
    const bare = await own.sql.unsafe(text, parameters as never[]).catch(String);
    if (JSON.stringify(bare, plain) !== answer) leaks += 1;
  }
  expect(leaks).toBeGreaterThanOrEqual(10);
});

test("a change whose predicate is forgotten leaves another project's rows as they were", async () => {
  const changes = (await sentBy(changeEverything)).filter(
    ({ text }) => /^\s*(update|delete)\b/i.test(text) && isOnTenants(text),
  );
  expect(changes.length).toBeGreaterThan(3);
  const before = await rowsOf(world.foreignProjectId);
  for (const statement of changes) await asProved(unpinned(statement));
  expect(await rowsOf(world.foreignProjectId)).toEqual(before);
});

test("a statement that skips the gate finds nothing", async () => {
  const asked = (await sentBy(askEverything)).filter(onTenantRows);
  const skipped = asked.filter(({ text }) => !/\b(count|sum|coalesce|exists)\b/i.test(text));
  expect(skipped.length).toBeGreaterThan(5);
  for (const { text, parameters } of skipped)
    expect(await own.app.sql.unsafe(text, parameters as never[])).toEqual([]);
});

async function rowsOf(projectId: string) {
  const tables = ["billing_settings", "ingest_keys", "model_prices", "agent_names", "daily_spend"];
  return Promise.all(
    tables.map((table) => own.sql`select * from ${own.sql(table)} where project_id = ${projectId}`),
  );
}
