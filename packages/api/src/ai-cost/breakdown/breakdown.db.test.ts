import { testDatabase } from "@ai-cost/db/testing";
import { recordUsage, refundCharge } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";
import type { Breakdown } from "./schema";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

type Input = Parameters<ReturnType<typeof callerOf>["aiCost"]["getBreakdown"]>[0];
const MONTH = { from: "2026-11-01", to: "2026-11-30" };
const breakdown = (input: Omit<Input, "projectId">, now = NOW): Promise<Breakdown> =>
  callerOf(app.db, fixture.member, now).aiCost.getBreakdown({
    projectId: fixture.projectId,
    ...input,
  });
const record = (charges: Parameters<typeof recordCharges>[2]) =>
  recordCharges(tenantOf, fixture.projectId, charges);

const short = ({ rows }: Breakdown) =>
  rows.map(({ start, group, cost, calls, jobs }) => [start, group, cost, calls, jobs]);

describe("groups", () => {
  beforeEach(async () => {
    await record([
      { at: "2026-11-02T10:00:00Z", job: "one", model: "small", amountMicroUsd: 1_000_000n },
      { at: "2026-11-02T11:00:00Z", job: "one", model: "large", amountMicroUsd: 4_000_000n },
      {
        at: "2026-11-09T10:00:00Z",
        agentType: "testing",
        model: "small",
        amountMicroUsd: 2_000_000n,
      },
      { at: "2026-11-10T10:00:00Z", agentType: "testing", model: null, amountMicroUsd: null },
      { at: "2026-10-31T23:59:59Z", model: "small", amountMicroUsd: 8_000_000n },
    ]);
    await recordCharges(tenantOf, fixture.foreignProjectId, [{ amountMicroUsd: 9_000_000n }]);
  });

  test("nothing: one row for each part, with zeros where nothing was used", async () => {
    expect(short(await breakdown({ ...MONTH }))).toEqual([["2026-11-01", null, 7, 4, 3]]);
    expect(short(await breakdown({ ...MONTH, interval: "week" }))).toEqual([
      ["2026-11-01", null, 0, 0, 0],
      ["2026-11-02", null, 5, 2, 1],
      ["2026-11-09", null, 2, 2, 2],
      ["2026-11-16", null, 0, 0, 0],
      ["2026-11-23", null, 0, 0, 0],
      ["2026-11-30", null, 0, 0, 0],
    ]);
    expect((await breakdown({ ...MONTH, interval: "day" })).rows).toHaveLength(30);
  });

  test("agent types: a job with several models counts once", async () => {
    const output = await breakdown({ ...MONTH, groupBy: "agentType" });
    expect(short(output)).toEqual([
      ["2026-11-01", "research", 5, 2, 1],
      ["2026-11-01", "testing", 2, 2, 2],
    ]);
    expect(output.total).toMatchObject({ cost: 7, calls: 4, jobs: 3, unpricedCalls: 1 });
    expect(output.isComplete).toBe(true);
  });

  test("models: jobs cannot be told, and a call without a model is unknown", async () => {
    expect(short(await breakdown({ ...MONTH, groupBy: "model" }))).toEqual([
      ["2026-11-01", "large", 4, 1, null],
      ["2026-11-01", "small", 3, 2, null],
      ["2026-11-01", "unknown", 0, 1, null],
    ]);
  });

  test("a filter selects agent types and models, alone and together", async () => {
    const cost = async (filter: Input["filter"]) => (await breakdown({ ...MONTH, filter })).total;
    expect(await cost({ agentTypes: ["testing"] })).toMatchObject({ cost: 2, jobs: 2 });
    expect(await cost({ models: ["small"] })).toMatchObject({ cost: 3, jobs: null });
    expect(await cost({ agentTypes: ["testing"], models: ["small"] })).toMatchObject({ cost: 2 });
    expect(await cost({ agentTypes: ["nobody"] })).toMatchObject({ cost: 0, jobs: 0 });
    const grouped = await breakdown({
      ...MONTH,
      groupBy: "agentType",
      filter: { models: ["small"] },
    });
    expect(short(grouped)).toEqual([
      ["2026-11-01", "testing", 2, 1, null],
      ["2026-11-01", "research", 1, 1, null],
    ]);
  });

  test("a group of the other period only has a row of zeros", async () => {
    const input = { from: "2026-11-01", to: "2026-11-07", compare: "previousPeriod" } as const;
    const output = await breakdown({ ...input, groupBy: "model" });
    expect(output.previousRange).toEqual({ from: "2026-10-25", to: "2026-10-31" });
    expect(output.rows.map(({ group, cost, previous }) => [group, cost, previous?.cost])).toEqual([
      ["large", 4, 0],
      ["small", 1, 8],
    ]);
    const only = await breakdown({ ...input, to: "2026-11-01", groupBy: "model" });
    expect(only.rows.map(({ cost, previous }) => [cost, previous?.cost])).toEqual([[0, 8]]);
    expect(only.total).toMatchObject({ cost: 0, previous: { cost: 8, calls: 1 } });
  });

  test("days are compared with the same days of the month before", async () => {
    await record([{ at: "2026-10-02T10:00:00Z", amountMicroUsd: 3_000_000n }]);
    const { rows } = await breakdown({ ...MONTH, interval: "day", compare: "previousMonth" });
    const second = rows.find(({ start }) => start === "2026-11-02");
    expect([second?.cost, second?.previous?.cost]).toEqual([5, 3]);
    expect(rows.find(({ start }) => start === "2026-11-03")?.previous?.cost).toBe(0);
  });
});

test("the kinds of tokens add up to the totals", async () => {
  const [charge] = await record([{}]);
  const chargeId = charge?.chargeId ?? "";
  const scope = { projectId: fixture.projectId, now: NOW };
  await recordUsage(tenantOf(fixture.projectId), scope, [
    {
      ...reportOf({
        input: 1_000,
        cached_input: 100,
        cache_write_1h: 600,
        reasoning: 50,
        web_search: 10_000,
      }),
      inputTokens: 1_000n,
      cacheReadTokens: 300n,
      cacheWriteTokens: 200n,
      cacheWrite1hTokens: 150n,
      outputTokens: 90n,
      reasoningTokens: 40n,
    },
  ]);
  await refundCharge(tenantOf(fixture.projectId), scope, {
    idempotencyKey: "a refund",
    chargeId,
    amountMicroUsd: 250_000n,
  });
  const { rows, total } = await breakdown({ ...MONTH, groupBy: "tokenKind" });
  expect(
    rows.map(({ group, cost, inputTokens, outputTokens }) => [
      group,
      cost,
      inputTokens,
      outputTokens,
    ]),
  ).toEqual([
    ["input", 0.001, 501, 0],
    ["cached_input", 0.0001, 300, 0],
    ["cache_write_5m", 0, 50, 0],
    ["cache_write_1h", 0.0006, 150, 0],
    ["output", 0, 0, 50],
    ["reasoning", 0.00005, 0, 40],
    ["units", 0.01, 0, 0],
    ["unattributed", 0.75, 0, 0],
  ]);
  expect(total).toMatchObject({
    cost: 0.76175,
    refundedCost: 0.25,
    inputTokens: 1_001,
    outputTokens: 90,
    tokens: { cachedInput: 300, cacheWrite: 200, cacheWrite1h: 150, reasoning: 40 },
  });
});

test("beyond the hundred largest, groups are added up as *", async () => {
  await record(
    Array.from({ length: 130 }, (_, index) => ({
      agentType: `type-${index}`,
      amountMicroUsd: BigInt(index + 1),
    })),
  );
  const { rows, total } = await breakdown({ ...MONTH, groupBy: "agentType" });
  expect(rows).toHaveLength(101);
  expect(rows.at(-1)).toMatchObject({ group: "*", cost: 0.000465, jobs: 30 });
  expect(total).toMatchObject({ cost: 0.008515, jobs: 130 });
});

test.each([
  [{ from: "2026-11-10", to: "2026-11-09" }, "before the first day"],
  [{ from: "2026-11-10", to: "2026-12-01" }, "after the current month"],
  [{ from: "2025-10-26", to: "2026-11-30" }, "more than 400 days"],
  [{ from: "2026-02-30", to: "2026-03-01" }, "is not a day"],
  [{ from: "2026-10-31", to: "2026-11-01", compare: "previousMonth" as const }, "one month only"],
  [{ ...MONTH, filter: { models: [] } }, "at least one"],
])("refuses %j", async (input, problem) => {
  await expect(breakdown(input)).rejects.toThrow(problem);
});

function reportOf(costByKind: Record<string, number>) {
  const sum = Object.values(costByKind).reduce((total, cost) => total + cost, 0);
  return { ...REPORT, costByKind, amountMicroUsd: BigInt(sum) };
}

const REPORT = {
  idempotencyKey: "a call",
  content: {},
  source: "a test",
  costSource: null,
  price: null,
  run: { externalId: "a run" },
  job: { externalId: "a job", agentType: "research" },
  occurredAt: NOW,
  model: "a-model",
  canonicalModel: "a-model",
  provider: null,
  audioInputTokens: null,
  imageInputTokens: null,
  audioOutputTokens: null,
  imageOutputTokens: null,
};
