import { seenNames } from "@ai-cost/db";
import { makeProject, statementsOf, testDatabase } from "@ai-cost/db/testing";
import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reconcile, recordUsage, reportJob, updateJobs } from "../index";
import type { UsageReport } from "../record/usage-report";
import { type UsageParts, usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, sql, tenantOf } = testDatabase();
const TODAY = new Date("2026-11-23T12:00:00.000Z");
const TOMORROW = new Date("2026-11-24T12:00:00.000Z");
const at = "2026-11-05T10:00:00Z";
const newNamesPerDay = { agentTypes: 2, models: 2 };
let projectId: string;
let strangerId: string;

const reportOf = (parts: Partial<UsageParts> & { model?: string } = {}): UsageReport => {
  const report = usageReport({ at, ...parts });
  const { model = "test-model" } = parts;
  return { ...report, model, canonicalModel: model };
};
const record = (reports: readonly UsageReport[], now = TODAY, id = projectId) =>
  recordUsage(tenantOf(id), { projectId: id, now, newNamesPerDay }, reports);
const typed = (...agentTypes: string[]) => agentTypes.map((agentType) => reportOf({ agentType }));
const spendByType = async (id = projectId) =>
  Object.fromEntries(
    (await readRollups(db, id)).agents
      .filter(({ costMicroUsd }) => costMicroUsd > 0n)
      .map(({ agentType, costMicroUsd }) => [agentType, costMicroUsd]),
  );
const models = async () =>
  (
    await sql`select model, canonical_model as canonical from credit_transactions
      where project_id = ${projectId} order by model`
  ).map(({ model, canonical }) => [model, canonical]);
const marks = () =>
  db
    .select()
    .from(seenNames)
    .where(eq(seenNames.projectId, projectId))
    .orderBy(asc(seenNames.kind), asc(seenNames.name));

beforeEach(async () => {
  projectId = await makeProject(db);
  strangerId = await makeProject(db);
});
afterEach(async () => {
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

describe("agent types", () => {
  test("beyond the day's limit count as unknown, and nothing is refused or lost", async () => {
    const outcomes = await record(typed("a", "b", "c", "d", "research", "unknown"));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(6).fill("recorded"));
    expect(await spendByType()).toEqual({
      a: 1_000n,
      b: 1_000n,
      research: 1_000n,
      unknown: 3_000n,
    });
  });

  test("that are known stay usable, and new ones are again on the next day", async () => {
    await record(typed("a", "b", "c"));
    await record(typed("a", "c"));
    await record(typed("a", "c"), TOMORROW);
    expect(await spendByType()).toEqual({ a: 3_000n, b: 1_000n, c: 1_000n, unknown: 2_000n });
  });

  test("of one project do not limit those of another", async () => {
    await record(typed("a", "b", "c"));
    await record(typed("c", "d"), TODAY, strangerId);
    expect(await spendByType(strangerId)).toEqual({ c: 1_000n, d: 1_000n });
  });

  test("in job updates and job reports are limited as well", async () => {
    await record([...typed("a", "b"), reportOf({ job: "j", agentType: null })]);
    const scope = { projectId, now: TODAY, newNamesPerDay };
    await updateJobs(tenantOf(projectId), scope, [{ externalId: "j", agentType: "c" }]);
    const job = { externalId: "k", runExternalId: "r", agentType: "d", at: TODAY };
    await reportJob(tenantOf(projectId), scope, { ...job, idempotencyKey: "k", content: {} });
    await record([reportOf({ job: "k", run: "r", agentType: null })]);
    expect(await spendByType()).toEqual({ a: 1_000n, b: 1_000n, unknown: 2_000n });
  });

  test("from many concurrent writers do not exceed the limit together", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `type ${index}`);
    await Promise.all(names.map((name) => record(typed(name))));
    const { unknown, ...named } = await spendByType();
    expect(Object.keys(named)).toHaveLength(2);
    expect(unknown).toBe(10_000n);
  });
});

describe("models", () => {
  test("beyond the day's limit have the canonical name unknown and keep their own", async () => {
    await record(["m1", "m2", "m3"].map((model) => reportOf({ model })));
    expect(await models()).toEqual([
      ["m1", "m1"],
      ["m2", "m2"],
      ["m3", "unknown"],
    ]);
  });

  test("beyond the limit do not change that a repeated report is a duplicate and a fuller one a completion, also on the next day", async () => {
    await record([reportOf({ model: "m1" }), reportOf({ model: "m2" })]);
    const report = { ...reportOf({ model: "m3", key: "k", job: "j" }), content: { tokens: 5 } };
    await record([report]);
    expect(await record([report])).toMatchObject([{ outcome: "duplicate" }]);
    expect(await record([report], TOMORROW)).toMatchObject([{ outcome: "duplicate" }]);
    const fuller = { ...report, outputTokens: 9n, content: { tokens: 9 } };
    expect(await record([fuller], TOMORROW)).toMatchObject([{ outcome: "recorded" }]);
  });
});

test("the database stores the admitted names, and the day on which a name was last refused", async () => {
  await record(typed("a", "b", "c"));
  expect(await marks()).toMatchObject([
    ...["a", "b", "unknown"].map((name) => ({ kind: "agent_type", name })),
    { kind: "model", name: "test-model", firstSeenOn: "2026-11-23" },
  ]);
  await record(typed("d", "e", "f"), TOMORROW);
  const mark = (await marks()).find(({ name }) => name === "unknown");
  expect(mark).toMatchObject({ firstSeenOn: "2026-11-24" });
});

test("a report with known names costs no further statement", async () => {
  const cached = { job: "j", run: "r", agentType: "a" };
  await record([reportOf(cached)]);
  const sent = await statementsOf(() => record([reportOf(cached)]));
  expect(sent.filter((text) => text.includes("new_transaction"))).toHaveLength(1);
  expect(sent.filter((text) => text.includes("seen_names"))).toEqual([]);
});
