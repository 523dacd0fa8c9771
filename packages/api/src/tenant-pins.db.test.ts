import { testDatabase } from "@ai-cost/devkit/testing";
import { beforeAll, expect, test, vi } from "vitest";
import { record } from "./testing/usage";
import { callerOf, newWorld, type World } from "./testing/world";

const { db, sql } = testDatabase();
let world: World;
let runId: string;
beforeAll(async () => {
  world = await newWorld(db);
  runId = (await record(db, world.projectId, [{}, { cost: null }]))[0]?.runId ?? "";
});

const TENANT_TABLE =
  /\b(?:from|join)\s+"?(?:pipeline_runs|agent_jobs|credit_transactions|billing_settings|audit_events|daily_spend|monthly_agent_spend|monthly_run_spend|ingest_keys|model_prices|agent_names|trace_spans|unsettled_jobs|reported_changes)\b/g;
const PIN = /"?project_id"?\s*=\s*(?:\$\d+|any\(\$\d+)/g;

/** One project is one shard: a table that is not pinned to a bound project would be read on all of them. */
test("every statement of a read pins each tenant table that it names to a bound project", async () => {
  const statements = vi.spyOn(sql, "unsafe");
  const caller = callerOf(db, world.member);
  const { agentNames, aiCost, ingestKeys, modelPrices, pipelineRuns, projects } = caller;
  const { projectId } = world;
  await aiCost.getMonthlySummary({ projectId });
  await aiCost.getMonthlyTrend({ projectId });
  await aiCost.getDailySpend({ projectId, days: 7 });
  const [charge] = await aiCost.getRecentTransactions({ projectId });
  await aiCost.getRecentTransactions({ projectId, before: charge?.id });
  await aiCost.getCrossProjectSummary();
  await projects.get({ projectId });
  await pipelineRuns.get({ projectId, runId });
  await pipelineRuns.listJobs({ projectId, runId, after: charge?.jobId });
  await pipelineRuns.listCharges({ projectId, runId, after: charge?.id });
  await ingestKeys.list({ projectId });
  await modelPrices.list({ projectId });
  await agentNames.list({ projectId });
  await caller.usageSources.listNotices({ projectId });
  const texts = statements.mock.calls.map(([text]) => text);
  statements.mockRestore();

  const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;
  const onTenants = texts.filter((text) => count(text, TENANT_TABLE) > 0);
  expect(onTenants.length).toBeGreaterThanOrEqual(19);
  expect(onTenants.filter((text) => count(text, PIN) < count(text, TENANT_TABLE))).toEqual([]);
});

test("a month's summary is one statement after the gate's", async () => {
  const statements = vi.spyOn(sql, "unsafe");
  await callerOf(db, world.member).aiCost.getMonthlySummary({ projectId: world.projectId });
  expect(statements).toHaveBeenCalledTimes(2);
  statements.mockRestore();
});
