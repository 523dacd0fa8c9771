import { agentJobs, newId, pipelineRuns } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { correctCharge, refundCharge, reportRun, updateJobs } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const runs = () => callerOf(app.db, fixture.member).pipelineRuns;
const scope = () => ({ projectId: fixture.projectId, now: NOW });

/** A run over two months with a refunded, an unpriced and a corrected charge, and another run. */
async function recordRun() {
  const [first, second, unpriced, corrected] = await recordCharges(tenantOf, fixture.projectId, [
    {
      run: "nightly",
      job: "a",
      agentType: "research",
      at: "2026-10-31T23:00:00Z",
      amountMicroUsd: 4_000_000n,
      inputTokens: 10n,
      outputTokens: 1n,
      trigger: "schedule",
    },
    {
      run: "nightly",
      job: "a",
      at: "2026-11-01T01:00:00Z",
      amountMicroUsd: 2_000_000n,
      inputTokens: 20n,
    },
    {
      run: "nightly",
      job: "b",
      agentType: "testing",
      at: "2026-11-01T02:00:00Z",
      amountMicroUsd: null,
    },
    {
      run: "nightly",
      job: "c",
      at: "2026-11-01T03:00:00Z",
      amountMicroUsd: null,
      status: "failed",
    },
    { run: "another", job: "d", amountMicroUsd: 50_000_000n },
  ]);
  const ids = { first, second, unpriced, corrected };
  const chargeId = (of: keyof typeof ids) => ids[of]?.chargeId ?? "";
  const refund = { idempotencyKey: "back", chargeId: chargeId("first"), amountMicroUsd: 500_000n };
  await refundCharge(tenantOf(fixture.projectId), scope(), refund);
  await correctCharge(tenantOf(fixture.projectId), scope(), {
    chargeId: chargeId("corrected"),
    amountMicroUsd: 250_000n,
  });
  await updateJobs(tenantOf(fixture.projectId), scope(), [
    { externalId: "a", finished: { status: "completed", at: NOW } },
  ]);
  return { runId: first?.runId ?? "", chargeId };
}

test("a run has the totals of all its jobs in all months, after refunds", async () => {
  const { runId } = await recordRun();
  const finishedAt = "2026-11-02T00:00:00.000Z";
  await reportRun(tenantOf(fixture.projectId), scope(), {
    idempotencyKey: "nightly is over",
    content: {},
    externalId: "nightly",
    status: "completed",
    at: new Date(finishedAt),
  });
  expect(await runs().get({ projectId: fixture.projectId, runId })).toEqual({
    runId,
    externalId: "nightly",
    trigger: "schedule",
    status: "completed",
    startedAt: "2026-10-31T23:00:00.000Z",
    finishedAt,
    jobsEndedAt: null,
    typicalCost: null,
    jobCount: 3,
    completedJobs: 1,
    failedJobs: 1,
    chargeCount: 4,
    cost: 5.75,
    refundedCost: 0.5,
    inputTokens: 32,
    outputTokens: 1,
    unpricedCharges: 1,
    cachedInputTokens: 0,
    failedCost: 0.25,
    agentTypes: [
      {
        agentType: "research",
        jobs: 2,
        failedJobs: 1,
        cost: 5.75,
        pctOfTotal: 100,
        inputTokens: 31,
        outputTokens: 1,
        calls: 3,
        unpricedCharges: 0,
      },
      {
        agentType: "testing",
        jobs: 1,
        failedJobs: 0,
        cost: 0,
        pctOfTotal: 0,
        inputTokens: 1,
        outputTokens: 0,
        calls: 1,
        unpricedCharges: 1,
      },
    ],
    models: [
      {
        model: "a-model",
        cost: 5.75,
        pctOfTotal: 100,
        inputTokens: 32,
        outputTokens: 1,
        calls: 4,
        unpricedCharges: 1,
      },
    ],
  });
});

test("a run whose jobs have all ended is said to have ended, until its own end is reported", async () => {
  const [ids] = await recordCharges(tenantOf, fixture.projectId, [
    { run: "nightly", job: "a", at: "2026-11-14T01:00:00Z", status: "completed" },
    { run: "nightly", job: "b", at: "2026-11-14T02:00:00Z", status: "failed" },
  ]);
  const input = { projectId: fixture.projectId, runId: ids?.runId ?? "" };
  const endOf = async () => [
    (await runs().get(input)).jobsEndedAt,
    (await runs().list(input)).runs[0]?.jobsEndedAt,
  ];
  expect(await endOf()).toEqual(["2026-11-14T02:00:00.000Z", "2026-11-14T02:00:00.000Z"]);
  await recordCharges(tenantOf, fixture.projectId, [{ run: "nightly", job: "c" }]);
  expect(await endOf()).toEqual([null, null]);
  await recordCharges(tenantOf, fixture.projectId, [
    { run: "nightly", job: "c", status: "cancelled" },
  ]);
  expect(await endOf()).toEqual([NOW.toISOString(), NOW.toISOString()]);
  await reportRun(tenantOf(fixture.projectId), scope(), {
    idempotencyKey: newId(),
    content: {},
    externalId: "nightly",
    status: "completed",
    at: NOW,
  });
  expect(await endOf()).toEqual([null, null]);
});

test("the jobs of a run are ordered by start and have their totals; its charges are newest first", async () => {
  const { runId, chargeId } = await recordRun();
  const input = { projectId: fixture.projectId, runId };
  const jobs = await runs().listJobs(input);
  expect(jobs).toMatchObject([
    {
      externalId: "a",
      agentType: "research",
      status: "completed",
      startedAt: "2026-10-31T23:00:00.000Z",
      finishedAt: NOW.toISOString(),
      cost: 5.5,
      refundedCost: 0.5,
      inputTokens: 30,
      outputTokens: 1,
      unpricedCharges: 0,
    },
    { externalId: "b", status: "running", finishedAt: null, cost: 0, unpricedCharges: 1 },
    { externalId: "c", status: "failed", cost: 0.25, unpricedCharges: 0 },
  ]);
  const charges = await runs().listCharges(input);
  expect(charges.map(({ id, cost, refundedCost }) => [id, cost, refundedCost])).toEqual([
    [chargeId("corrected"), 0.25, 0],
    [chargeId("unpriced"), null, 0],
    [chargeId("second"), 2, 0],
    [chargeId("first"), 4, 0.5],
  ]);
  expect(charges[0]?.jobId).toBe(jobs[2]?.jobId);
});

test("a run names its 100 most expensive agent types and models, and adds up the others", async () => {
  const { projectId } = fixture;
  const [charge] = await recordCharges(
    tenantOf,
    projectId,
    Array.from({ length: 130 }, (_, number) => ({
      run: "wide",
      job: `job ${number}`,
      agentType: `type ${number}`,
      model: `model ${number}`,
      amountMicroUsd: BigInt(1_000_000 + number),
      ...(number === 0 && { status: "failed" as const }),
    })),
  );
  const run = await runs().get({ projectId, runId: charge?.runId ?? "" });
  const { agentTypes, models, cost } = run;
  expect([agentTypes.length, models.length]).toEqual([101, 101]);
  expect(agentTypes[0]).toMatchObject({ agentType: "type 129", cost: 1.000129, jobs: 1 });
  const others = { cost: 30.000435, calls: 30 };
  expect(agentTypes.at(-1)).toMatchObject({ agentType: "*", jobs: 30, failedJobs: 1, ...others });
  expect(models.at(-1)).toMatchObject({ model: "*", ...others });
  expect([cost, run.failedCost]).toEqual([130.008385, 1]);
});

test("a run without jobs has zeros and empty lists", async () => {
  const id = newId();
  const { projectId } = fixture;
  const run = { trigger: null, externalId: null, status: "queued", startedAt: NOW };
  await db.insert(pipelineRuns).values({ projectId, id, ...run });
  expect(await runs().get({ projectId, runId: id })).toMatchObject({
    externalId: null,
    jobCount: 0,
    chargeCount: 0,
    cost: 0,
    unpricedCharges: 0,
  });
  expect(await runs().listJobs({ projectId, runId: id })).toEqual([]);
  expect(await runs().listCharges({ projectId, runId: id })).toEqual([]);
});

describe("pages of fifty", () => {
  /**
   * Records 120 jobs of one charge each, all at the same instant, so that only their ids determine the
   * order.
   */
  const recordMany = () =>
    recordCharges(
      tenantOf,
      fixture.projectId,
      Array.from({ length: 120 }, (_, index) => ({ run: "long", job: `job ${index}` })),
    );

  test.each(["listJobs", "listCharges"] as const)(
    "%s has no gaps and no repeated rows",
    async (procedure) => {
      const ids = await recordMany();
      const expected = ids.map((id) => (procedure === "listJobs" ? id.jobId : id.chargeId));
      const runId = ids[0]?.runId ?? "";
      const seen: string[] = [];
      const sizes: number[] = [];
      for (;;) {
        const input = { projectId: fixture.projectId, runId, after: seen.at(-1) };
        const page =
          procedure === "listJobs"
            ? (await runs().listJobs(input)).map(({ jobId }) => jobId)
            : (await runs().listCharges(input)).map(({ id }) => id);
        if (page.length === 0) break;
        sizes.push(page.length);
        seen.push(...page);
      }
      expect(sizes).toEqual([50, 50, 20]);
      expect(new Set(seen)).toEqual(new Set(expected));
    },
  );

  test("no row follows a row of another run or of another project", async () => {
    const { runId } = await recordRun();
    // The first row is older than every job of the run, and the second is newer than every charge. If the
    // ids were accepted, all jobs and charges of the run would follow them.
    const early = { at: "2026-01-01T00:00:00Z" };
    const late = { at: "2026-11-30T00:00:00Z" };
    const input = { projectId: fixture.projectId, runId };
    for (const projectId of [fixture.projectId, fixture.foreignProjectId]) {
      const [first, last] = await recordCharges(tenantOf, projectId, [early, late]);
      expect(await runs().listJobs({ ...input, after: first?.jobId })).toEqual([]);
      expect(await runs().listCharges({ ...input, after: last?.chargeId })).toEqual([]);
    }
  });
});

test("a job without charges is listed and costs nothing", async () => {
  const { runId } = await recordRun();
  const { projectId } = fixture;
  await db.insert(agentJobs).values({
    projectId,
    id: newId(),
    pipelineRunId: runId,
    agentType: "unknown",
    status: "queued",
    startedAt: new Date("2026-11-03T00:00:00Z"),
  });
  const jobs = await runs().listJobs({ projectId, runId });
  expect(jobs.at(-1)).toMatchObject({
    externalId: null,
    status: "queued",
    cost: 0,
    inputTokens: 0,
  });
  const { jobCount, chargeCount } = await runs().get({ projectId, runId });
  expect([jobCount, chargeCount]).toEqual([4, 4]);
});
