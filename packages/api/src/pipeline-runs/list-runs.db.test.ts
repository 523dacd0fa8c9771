import { testDatabase } from "@ai-cost/db/testing";
import { correctCharge, refundCharge, reportRun } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "../testing/callers";
import { type ChargeParts, recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

type Input = Omit<Parameters<ReturnType<typeof callerOf>["pipelineRuns"]["list"]>[0], "projectId">;
const list = (input: Input = {}) =>
  callerOf(app.db, fixture.member).pipelineRuns.list({ projectId: fixture.projectId, ...input });
const namesIn = async (input: Input = {}) =>
  (await list(input)).runs.map(({ externalId }) => externalId);
const record = (charges: readonly ChargeParts[], projectId = fixture.projectId) =>
  recordCharges(tenantOf, projectId, charges);
const report = (run: string, parts: { status?: string; trigger?: string; at?: string }) =>
  reportRun(
    tenantOf(fixture.projectId),
    { projectId: fixture.projectId, now: NOW },
    {
      idempotencyKey: JSON.stringify([run, parts]),
      content: parts,
      externalId: run,
      ...parts,
      at: new Date(parts.at ?? NOW),
    },
  );

test("a run has its figures of the month, after refunds and with later prices", async () => {
  const at = "2026-11-14T02:00:00.000Z";
  const run = { run: "nightly", trigger: "schedule", at };
  const [priced, , corrected] = await record([
    { ...run, job: "a", amountMicroUsd: 3_000_000n, inputTokens: 10n, outputTokens: 2n },
    { ...run, job: "b", agentType: "testing", amountMicroUsd: null, status: "failed" },
    { ...run, job: "c", amountMicroUsd: null },
    { ...run, job: "d", at: "2026-10-31T23:00:00Z", amountMicroUsd: 9_000_000n },
  ]);
  const tenant = tenantOf(fixture.projectId);
  const scope = { projectId: fixture.projectId, now: NOW };
  const refund = { idempotencyKey: "back", amountMicroUsd: 1_000_000n };
  await refundCharge(tenant, scope, { ...refund, chargeId: priced?.chargeId ?? "" });
  await correctCharge(tenant, scope, {
    chargeId: corrected?.chargeId ?? "",
    amountMicroUsd: 250_000n,
  });
  expect(await list()).toEqual({
    runs: [
      {
        runId: priced?.runId,
        externalId: "nightly",
        trigger: "schedule",
        status: "running",
        startedAt: "2026-10-31T23:00:00.000Z",
        finishedAt: null,
        jobsEndedAt: null,
        typicalCost: null,
        agentTypes: ["research", "testing"],
        jobCount: 3,
        failedJobs: 1,
        cost: 2.25,
        inputTokens: 12,
        outputTokens: 2,
        unpricedCharges: 1,
      },
    ],
    next: null,
  });
  expect((await list({ month: "2026-10" })).runs).toMatchObject([{ cost: 9, jobCount: 1 }]);
});

describe("which runs are listed", () => {
  test("those of a month used something in it, or were reported to have started in it", async () => {
    await record([
      { run: "from October", at: "2026-10-31T23:00:00Z" },
      { run: "from October", at: "2026-11-01T01:00:00Z" },
      { run: "of October", at: "2026-10-30T23:59:59Z" },
      { run: "of November", at: "2026-11-02T00:00:00Z" },
    ]);
    await report("without usage", { status: "failed", at: "2026-11-03T00:00:00Z" });
    expect(await namesIn()).toEqual(["without usage", "of November", "from October"]);
    expect(await namesIn({ month: "2026-10" })).toEqual(["from October", "of October"]);
    expect((await namesIn({ sort: "cost" })).toSorted()).toEqual(["from October", "of November"]);
  });

  test("those of a day started on it, in UTC", async () => {
    await record([
      { run: "before", at: "2026-11-13T23:59:59.999Z" },
      { run: "before", at: "2026-11-14T00:00:00Z" },
      { run: "first", at: "2026-11-14T00:00:00Z", amountMicroUsd: 2n },
      { run: "last", at: "2026-11-14T23:59:59.999Z", amountMicroUsd: 1n },
      { run: "after", at: "2026-11-15T00:00:00Z" },
    ]);
    expect(await namesIn({ day: "2026-11-14" })).toEqual(["last", "first"]);
    expect(await namesIn({ day: "2026-11-14", sort: "cost" })).toEqual(["first", "last"]);
  });

  test("none of another project, whatever the filter says", async () => {
    await record([{ run: "foreign", trigger: "manual" }], fixture.foreignProjectId);
    expect(await list()).toEqual({ runs: [], next: null });
    expect(await namesIn({ sort: "cost", search: "foreign", triggers: ["manual"] })).toEqual([]);
    const stranger = callerOf(app.db, fixture.stranger).pipelineRuns;
    await expect(stranger.list({ projectId: fixture.projectId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test.each([
    [{ month: "2026-12" }, "month"],
    [{ day: "2026-11-16" }, "day"],
    [{ day: "2026-11-31" }, "day"],
    [{ day: "2026-11-14", month: "2026-11" }, "day"],
    [{ agentTypes: [] }, "agentTypes"],
    [{ after: "nothing" }, "after"],
  ])("%j is a bad request that names %s", async (input, field) => {
    await expect(list(input)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining(field),
    });
  });
});

describe("filters", () => {
  beforeEach(async () => {
    await record([
      { run: "atlas-nightly-1", trigger: "schedule", agentType: "testing" },
      { run: "atlas-nightly-1", agentType: "design" },
      { run: "atlas-Billing_2", trigger: "manual" },
      { run: "100% done", trigger: "manual" },
    ]);
    await report("atlas-nightly-1", { status: "completed" });
    await report("100% done", { status: "awaiting_approval" });
  });

  test.each<[Input, string[]]>([
    [{ search: "NIGHTLY" }, ["atlas-nightly-1"]],
    [{ search: "billing_" }, ["atlas-Billing_2"]],
    [{ search: "%" }, ["100% done"]],
    [{ search: "'; drop table" }, []],
    [{ search: "" }, ["100% done", "atlas-Billing_2", "atlas-nightly-1"]],
    [{ statuses: ["completed", "failed"] }, ["atlas-nightly-1"]],
    [{ statuses: ["unfinished"] }, ["100% done", "atlas-Billing_2"]],
    [{ statuses: ["awaiting_approval"] }, ["100% done"]],
    [{ triggers: ["manual"] }, ["100% done", "atlas-Billing_2"]],
    [{ agentTypes: ["design", "marketing"] }, ["atlas-nightly-1"]],
    [{ triggers: ["manual"], agentTypes: ["testing"] }, []],
  ])("%j finds %j, in both orders", async (input, names) => {
    expect((await namesIn(input)).toSorted()).toEqual(names);
    expect((await namesIn({ ...input, sort: "cost" })).toSorted()).toEqual(names);
  });

  test("a part of the id finds a run", async () => {
    const { runs } = await list();
    const [run] = runs;
    expect(await namesIn({ search: run?.runId.slice(-8).toUpperCase() })).toEqual([
      run?.externalId,
    ]);
  });
});

describe("pages", () => {
  const costs = Array.from({ length: 120 }, (_, index) => BigInt(Math.floor(index / 30)));

  test.each([
    ["start", "descending"],
    ["start", "ascending"],
    ["cost", "descending"],
    ["cost", "ascending"],
  ] as const)(
    "by %s, %s, have no gaps and no repeated rows, although many runs are equal",
    async (sort, direction) => {
      const ids = await record(costs.map((amountMicroUsd) => ({ amountMicroUsd })));
      const seen: { runId: string; cost: number }[] = [];
      const sizes: number[] = [];
      let next: string | null = null;
      do {
        const page = await list({ sort, direction, ...(next && { after: next }) });
        sizes.push(page.runs.length);
        seen.push(...page.runs);
        next = page.next;
      } while (next !== null);
      expect(sizes).toEqual([50, 50, 20]);
      expect(new Set(seen.map(({ runId }) => runId))).toEqual(new Set(ids.map((id) => id.runId)));
      const expected = direction === "ascending" ? costs : costs.toReversed();
      if (sort === "cost")
        expect(seen.map(({ cost }) => cost)).toEqual(expected.map((cost) => Number(cost) / 1e6));
    },
  );

  test("no run follows one of another project", async () => {
    await record([{ at: "2026-11-10T00:00:00Z" }]);
    const [foreign] = await record([{ amountMicroUsd: 9_000_000n }], fixture.foreignProjectId);
    for (const sort of ["start", "cost"] as const)
      expect(await list({ sort, after: foreign?.runId })).toEqual({ runs: [], next: null });
  });
});

describe("the typical cost", () => {
  const dollars = (amount: number) => BigInt(amount * 1e6);

  test("is the median of the runs with the same trigger, of which there must be three", async () => {
    const runsOf = (trigger: string, amounts: number[]) =>
      amounts.map((amount) => ({ trigger, amountMicroUsd: dollars(amount) }));
    await record([
      ...runsOf("manual", [1, 2, 4, 40]),
      ...runsOf("schedule", [5, 5, 6]),
      ...runsOf("retry", [1, 2]),
    ]);
    const { runs } = await list();
    const typicalOf = (trigger: string) =>
      new Set(runs.filter((run) => run.trigger === trigger).map((run) => run.typicalCost));
    expect(typicalOf("manual")).toEqual(new Set([3]));
    expect(typicalOf("schedule")).toEqual(new Set([5]));
    expect(typicalOf("retry")).toEqual(new Set([null]));
    const runId = runs.find(({ trigger }) => trigger === "manual")?.runId ?? "";
    const { get } = callerOf(app.db, fixture.member).pipelineRuns;
    expect((await get({ projectId: fixture.projectId, runId })).typicalCost).toBe(3);
  });

  test("counts a run over all its months, leaves out runs without cost and looks back from the month", async () => {
    const october = "2026-10-30T00:00:00Z";
    await record([
      { run: "a", trigger: "manual", amountMicroUsd: dollars(1), at: october },
      { run: "a", amountMicroUsd: dollars(2), at: "2026-11-02T00:00:00Z" },
      { trigger: "manual", amountMicroUsd: dollars(4), at: october },
      { trigger: "manual", amountMicroUsd: dollars(5), at: october },
      { trigger: "manual", amountMicroUsd: 0n, at: october },
      { trigger: "manual", amountMicroUsd: null, at: october },
      { trigger: "manual", amountMicroUsd: dollars(50), at: "2026-11-03T00:00:00Z" },
    ]);
    expect((await list({ month: "2026-10" })).runs[0]?.typicalCost).toBe(4);
    expect((await list()).runs[0]?.typicalCost).toBe(4.5);
  });
});
