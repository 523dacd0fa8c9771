import { testDatabase } from "@ai-cost/db/testing";
import { addDays } from "@ai-cost/domain";
import { beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "../testing/callers";
import { type ChargeParts, recordCharges } from "../testing/charges";
import { type Fixture, insertFixture } from "../testing/fixture";

const { app, db, sql, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const TODAY = "2026-11-15";
const callerAs = (person: "owner" | "member") => callerOf(app.db, fixture[person]);
const RESEARCH = { kind: "agentType", value: "research" } as const;

/** One charge of $2 at noon of each of the days before today. */
const spendFor = (days: number, parts: ChargeParts = {}) =>
  recordCharges(
    tenantOf,
    fixture.projectId,
    Array.from({ length: days }, (_, index) => ({
      at: `${addDays(TODAY, index - days)}T12:00:00.000Z`,
      amountMicroUsd: 2_000_000n,
      ...parts,
    })),
  );

const inProject = <Input extends object>(input: Input) => ({
  projectId: fixture.projectId,
  ...input,
});
const summary = (month?: string) =>
  callerAs("member").aiCost.getMonthlySummary(inProject({ month }));

describe("the forecast of the summary", () => {
  test("is the same as that of the budget and of budgets.forecast", async () => {
    await spendFor(84);
    await callerAs("owner").budgets.set(
      inProject({ scope: { kind: "project" }, limitDollars: 50 }),
    );
    await callerAs("owner").budgets.set(inProject({ scope: RESEARCH, limitDollars: 50 }));
    // 14 days of $2, and 16 days of which today is one.
    const forecast = { amount: 60, low: 60, high: 60, runOutDate: "2026-11-25" };
    const expected = { forecast, forecastFrom: null };
    expect(await summary()).toMatchObject(expected);
    const listed = await callerAs("member").budgets.list(inProject({}));
    expect(listed).toMatchObject([expected, expected]);
    expect(await callerAs("member").budgets.forecast(inProject({}))).toMatchObject(expected);
    const ofScope = await callerAs("member").budgets.forecast(inProject({ scope: RESEARCH }));
    expect(ofScope).toMatchObject(expected);
  });

  test("has no run-out date without a limit", async () => {
    await spendFor(84);
    expect((await summary()).forecast).toMatchObject({ amount: 60, runOutDate: null });
  });

  test("is null with too little history, with the day from which there can be one", async () => {
    await spendFor(10);
    expect(await summary()).toMatchObject({ forecast: null, forecastFrom: "2026-11-19" });
  });

  test("is null for a past month", async () => {
    await spendFor(84);
    expect(await summary("2026-10")).toMatchObject({ forecast: null, forecastFrom: null });
  });

  test("is not changed by another project's spend", async () => {
    await recordCharges(tenantOf, fixture.foreignProjectId, [{ at: `${TODAY}T01:00:00.000Z` }]);
    expect(await summary()).toMatchObject({ totalCost: 0, forecast: null });
  });
});

test("the past error is a replay of earlier months", async () => {
  await spendFor(200);
  const { pastError } = await callerAs("member").budgets.forecast(inProject({}));
  expect(pastError).toMatchObject({ afterDays: 14, meanPct: 0 });
  expect(pastError?.months).toHaveLength(6);
});

describe("the room", () => {
  const room = async (scope: typeof RESEARCH | { kind: "project" } = { kind: "project" }) =>
    (await callerAs("member").budgets.forecast(inProject({ scope }))).room;
  const setLimit = (limitDollars: number) =>
    callerAs("owner").budgets.set(inProject({ scope: { kind: "project" }, limitDollars }));
  const runs = (count: number, parts: ChargeParts) =>
    recordCharges(
      tenantOf,
      fixture.projectId,
      Array.from({ length: count }, () => parts),
    );
  /** Runs end by their own reports in real use; a charge cannot end a run. */
  const finishRuns = () =>
    sql`update pipeline_runs set status = 'completed', finished_at = started_at
      where project_id = ${fixture.projectId} and trigger is not null`;

  test("is null without a limit, and never below 0", async () => {
    await runs(1, { amountMicroUsd: 3_000_000n });
    expect(await room()).toBeNull();
    await setLimit(1);
    expect(await room()).toEqual({ amount: 0, typicalRuns: null });
  });

  test("is told in runs of the trigger that costs most", async () => {
    await runs(6, { amountMicroUsd: 2_000_000n, trigger: "schedule" });
    await runs(7, { amountMicroUsd: 1_000_000n, trigger: "webhook" });
    await finishRuns();
    await setLimit(30);
    expect(await room()).toEqual({
      amount: 11,
      typicalRuns: { count: 5, trigger: "schedule", medianCost: 2, sampledRuns: 6 },
    });
  });

  test("is not told in runs with fewer than five, or of unfinished ones, or for an agent type", async () => {
    await runs(4, { amountMicroUsd: 2_000_000n, trigger: "schedule" });
    await finishRuns();
    await runs(9, { amountMicroUsd: 1_000_000n, trigger: "webhook" });
    await setLimit(30);
    expect((await room())?.typicalRuns).toBeNull();
    await finishRuns();
    await callerAs("owner").budgets.set(inProject({ scope: RESEARCH, limitDollars: 20 }));
    expect(await room(RESEARCH)).toEqual({ amount: 3, typicalRuns: null });
    expect((await room())?.typicalRuns).toMatchObject({ trigger: "webhook", sampledRuns: 9 });
  });
});
