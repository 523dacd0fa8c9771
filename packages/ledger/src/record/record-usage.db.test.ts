import { agentJobs, creditTransactions, pipelineRuns } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, test } from "vitest";
import { reconcile, recordUsage, updateJobs } from "../index";
import { type UsageParts, usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";
import type { JobUpdate, RunUpdate } from "../unit-of-work/updates";

const { db, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;
let otherProjectId: string;

const record = (...charges: UsageParts[]) =>
  recordUsage(tenantOf(projectId), { projectId, now }, charges.map(usageReport));
const outcomes = async (...charges: UsageParts[]) =>
  (await record(...charges)).map(({ outcome }) => outcome);
const update = (...updates: JobUpdate[]) =>
  updateJobs(tenantOf(projectId), { projectId, now }, updates);
const chargesOf = (id: string) =>
  db.select().from(creditTransactions).where(eq(creditTransactions.projectId, id));

beforeEach(async () => {
  projectId = await makeProject(db);
  otherProjectId = await makeProject(db);
});

describe("a charge", () => {
  it("creates its run and its job and counts in every rollup", async () => {
    expect(await outcomes({ at: "2026-11-03T10:00:00Z", amountMicroUsd: 1_234_567n })).toEqual([
      "recorded",
    ]);
    const spend = { costMicroUsd: 1_234_567n, inputTokens: 10n, outputTokens: 5n };
    expect(await readRollups(db, projectId)).toMatchObject({
      days: [{ day: "2026-11-03", ...spend, jobs: 1n }],
      agents: [
        { month: "2026-11", agentType: "research", ...spend, jobs: 1n, refundedMicroUsd: 0n },
      ],
      runs: [{ month: "2026-11", ...spend }],
    });
    expect(
      await db.select().from(pipelineRuns).where(eq(pipelineRuns.projectId, projectId)),
    ).toMatchObject([{ externalId: "run-1", status: "running", trigger: null }]);
    expect(
      await db.select().from(agentJobs).where(eq(agentJobs.projectId, projectId)),
    ).toMatchObject([{ status: "running", firstChargedAt: new Date("2026-11-03T10:00:00Z") }]);
  });

  it("changes no other project, even with the same key, run and job", async () => {
    const charge = { key: "k", job: "j", at: "2026-11-03T10:00:00Z" };
    await recordUsage(tenantOf(otherProjectId), { projectId: otherProjectId, now }, [
      usageReport({ ...charge, amountMicroUsd: 7n }),
    ]);
    expect(await outcomes(charge)).toEqual(["recorded"]);
    expect((await readRollups(db, otherProjectId)).days).toMatchObject([
      { costMicroUsd: 7n, jobs: 1n },
    ]);
    expect(await chargesOf(otherProjectId)).toHaveLength(1);
  });

  it("without a price counts as unpriced, with its tokens and no cost", async () => {
    await record({ at: "2026-11-03T10:00:00Z", amountMicroUsd: null });
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { costMicroUsd: 0n, inputTokens: 10n, unpricedCharges: 1n, jobs: 1n },
    ]);
  });

  it("belongs to the UTC month of its instant, to the millisecond", async () => {
    await record({ at: "2026-10-31T23:59:59.999Z" }, { at: "2026-11-01T00:00:00.000Z" });
    expect((await readRollups(db, projectId)).days).toMatchObject([
      { day: "2026-10-31" },
      { day: "2026-11-01" },
    ]);
  });
});

describe("the same key", () => {
  const charge = { key: "k", job: "j", at: "2026-11-03T10:00:00Z" };

  it("with the same content is a duplicate with the same ids and changes nothing", async () => {
    const [first] = await record(charge);
    const before = await readRollups(db, projectId);
    expect(await record(charge)).toEqual([{ ...first, outcome: "duplicate" }]);
    expect(await readRollups(db, projectId)).toEqual(before);
  });

  it("with the same content but another computed price is a duplicate", async () => {
    await record(charge);
    const repriced = { ...usageReport(charge), amountMicroUsd: 999n };
    expect(await recordUsage(tenantOf(projectId), { projectId, now }, [repriced])).toMatchObject([
      { outcome: "duplicate" },
    ]);
    expect((await readRollups(db, projectId)).days).toMatchObject([{ costMicroUsd: 1_000n }]);
  });

  it("with other content is a conflict that keeps the first report and creates no run and no job", async () => {
    await record(charge);
    const contradiction = { inputTokens: 11n, outputTokens: 4n };
    const [outcome] = await record({ ...charge, job: "other", run: "other", ...contradiction });
    expect(outcome).toMatchObject({ outcome: "conflict", reason: expect.stringContaining('"k"') });
    expect(
      await db.select().from(agentJobs).where(eq(agentJobs.projectId, projectId)),
    ).toHaveLength(1);
    expect(
      await db.select().from(pipelineRuns).where(eq(pipelineRuns.projectId, projectId)),
    ).toHaveLength(1);
  });

  it("from another source is a duplicate also with other content, and the first report is kept", async () => {
    const report = usageReport(charge);
    const elsewhere = { ...usageReport({ ...charge, inputTokens: 11n }), source: "another source" };
    const [first, ...others] = await recordUsage(tenantOf(projectId), { projectId, now }, [
      report,
      elsewhere,
    ]);
    const [again] = await recordUsage(tenantOf(projectId), { projectId, now }, [elsewhere]);
    expect([...others, again]).toEqual(Array(2).fill({ ...first, outcome: "duplicate" }));
    expect((await readRollups(db, projectId)).days).toMatchObject([{ inputTokens: 10n }]);
  });

  it("with other content is a conflict if the first report has no source", async () => {
    await record(charge);
    await db
      .update(creditTransactions)
      .set({ source: null })
      .where(eq(creditTransactions.projectId, projectId));
    const contradiction = { ...charge, inputTokens: 11n, outputTokens: 4n };
    expect(await outcomes(charge, contradiction)).toEqual(["duplicate", "conflict"]);
  });

  it("twice in one batch is recorded once, and the other reports are recorded", async () => {
    const other = { ...charge, key: "other", job: "other" };
    expect(await outcomes(charge, charge, { ...charge, job: "another" }, other)).toEqual([
      "recorded",
      "duplicate",
      "conflict",
      "recorded",
    ]);
    expect(await chargesOf(projectId)).toHaveLength(2);
  });

  it("from many concurrent writers is recorded once", async () => {
    const batch = Array.from({ length: 50 }, (_, index) => ({
      ...charge,
      key: `k${index}`,
      job: `j${index % 7}`,
    }));
    const all = (await Promise.all(Array.from({ length: 16 }, () => outcomes(...batch)))).flat();
    expect(all.filter((outcome) => outcome === "recorded")).toHaveLength(50);
    expect(all.filter((outcome) => outcome === "duplicate")).toHaveLength(750);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });
});

describe("a job", () => {
  const at = (text: string) => ({ job: "j", at: text });

  it("counts once, on the day of its earliest charge, in any order of arrival", async () => {
    await record(at("2026-11-05T10:00:00Z"));
    await record(at("2026-11-07T10:00:00Z"));
    await record(at("2026-10-30T10:00:00Z"));
    expect((await readRollups(db, projectId)).days.map(({ day, jobs }) => [day, jobs])).toEqual([
      ["2026-10-30", 1n],
      ["2026-11-05", 0n],
      ["2026-11-07", 0n],
    ]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  it("counts as completed or failed in the same rollup rows in which it counts as a job, and keeps its first final status", async () => {
    await record({ ...at("2026-10-30T10:00:00Z"), finished: "failed" });
    expect(await outcomes({ ...at("2026-11-05T10:00:00Z"), finished: "failed" })).toEqual([
      "recorded",
    ]);
    expect(await outcomes({ ...at("2026-11-05T10:00:00Z"), finished: "completed" })).toEqual([
      "conflict",
    ]);
    expect(
      await update(
        { externalId: "j", finished: { status: "failed", at: now } },
        { externalId: "j", finished: { status: "completed", at: now } },
      ),
    ).toMatchObject([{ outcome: "duplicate" }, { outcome: "conflict" }]);
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { month: "2026-10", jobs: 1n, failedJobs: 1n, completedJobs: 0n },
      { month: "2026-11", jobs: 0n, failedJobs: 0n, completedJobs: 0n },
    ]);
  });

  it("belongs to one run and one agent type", async () => {
    await record(at("2026-11-05T10:00:00Z"));
    expect(await outcomes({ ...at("2026-11-05T10:00:00Z"), run: "run-2" })).toEqual(["conflict"]);
    expect(await outcomes({ ...at("2026-11-05T10:00:00Z"), agentType: "testing" })).toEqual([
      "conflict",
    ]);
    for (const agentType of [null, "unknown"])
      expect(await outcomes({ ...at("2026-11-05T10:00:00Z"), agentType })).toEqual(["recorded"]);
    expect(await chargesOf(projectId)).toHaveLength(3);
  });

  it("has the type unknown until a report names its agent, which moves all its spend", async () => {
    await record({ ...at("2026-10-30T10:00:00Z"), agentType: null, finished: "completed" });
    await record({ ...at("2026-11-05T10:00:00Z"), agentType: null, amountMicroUsd: null });
    const name = (agentType: string) => update({ externalId: "j", agentType });
    expect(await name("security")).toEqual([{ outcome: "recorded" }]);
    expect(await name("security")).toEqual([{ outcome: "duplicate" }]);
    expect(await name("testing")).toMatchObject([{ outcome: "conflict" }]);
    const nothing = {
      costMicroUsd: 0n,
      inputTokens: 0n,
      jobs: 0n,
      completedJobs: 0n,
      unpricedCharges: 0n,
    };
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      {
        month: "2026-10",
        agentType: "security",
        costMicroUsd: 1_000n,
        jobs: 1n,
        completedJobs: 1n,
      },
      { month: "2026-10", agentType: "unknown", ...nothing },
      {
        month: "2026-11",
        agentType: "security",
        costMicroUsd: 0n,
        unpricedCharges: 1n,
        inputTokens: 10n,
      },
      { month: "2026-11", agentType: "unknown", ...nothing },
    ]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  it("can be named by a later charge", async () => {
    await record({ ...at("2026-11-05T10:00:00Z"), agentType: null });
    await record({ ...at("2026-11-06T10:00:00Z"), agentType: "design" });
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { agentType: "design", costMicroUsd: 2_000n, jobs: 1n },
      { agentType: "unknown", costMicroUsd: 0n, jobs: 0n },
    ]);
  });
});

describe("the start of a run and a job is the earliest instant reported for them", () => {
  const startOf = async (table: typeof pipelineRuns | typeof agentJobs) => {
    const [row] = await db
      .select({ at: table.startedAt })
      .from(table)
      .where(eq(table.projectId, projectId));
    return row?.at.toISOString();
  };
  const at = (hour: string) => `2026-11-05T${hour}:00:00.000Z`;
  const charge = (hour: string) => usageReport({ job: "j", at: at(hour) });

  test.each([
    ["a charge that arrives late", charge("09"), "09", "09"],
    [
      "a reported start of the job",
      { ...charge("12"), job: { externalId: "j", startedAt: new Date(at("08")) } },
      "08",
      "08",
    ],
    [
      "a reported start of the run",
      { ...charge("12"), run: { externalId: "run-1", startedAt: new Date(at("07")) } },
      "07",
      "10",
    ],
  ])("%s", async (_, report, runHour, jobHour) => {
    for (const reports of [[charge("10"), report], [report, charge("10")], [report]]) {
      await recordUsage(tenantOf(projectId), { projectId, now }, [charge("10")]);
      await recordUsage(tenantOf(projectId), { projectId, now }, reports);
    }
    expect([await startOf(pipelineRuns), await startOf(agentJobs)]).toEqual([
      at(runHour),
      at(jobHour),
    ]);
  });

  it("does not move with a later charge", async () => {
    await recordUsage(tenantOf(projectId), { projectId, now }, [charge("10")]);
    await recordUsage(tenantOf(projectId), { projectId, now }, [charge("11")]);
    expect(await startOf(pipelineRuns)).toBe(at("10"));
  });
});

test("a run takes its trigger and status from the first charge that has one", async () => {
  const charge = (run: Omit<RunUpdate, "externalId">) =>
    recordUsage(tenantOf(projectId), { projectId, now }, [
      { ...usageReport({ at: now }), run: { externalId: "run-1", ...run } },
    ]);
  await charge({});
  await charge({ trigger: "webhook" });
  await charge({ trigger: "manual", status: "imported" });
  await charge({ status: "testing" });
  expect(
    await db.select().from(pipelineRuns).where(eq(pipelineRuns.projectId, projectId)),
  ).toMatchObject([{ trigger: "webhook", status: "imported", statusAt: null }]);
});

test.each(["a\0b", "a\ud800", ""])(
  "a job update with the name %j is invalid",
  async (externalId) => {
    expect(await update({ externalId, agentType: "testing" })).toEqual([
      { outcome: "invalid", reason: expect.stringMatching(/^externalId/) },
    ]);
  },
);

describe("an invalid report has a reason and does not affect the other reports", () => {
  const good = { at: "2026-11-05T10:00:00Z" };
  const report = usageReport(good);
  test.each([
    ["too far ahead", { occurredAt: new Date("2026-11-23T12:05:00.001Z") }, /five minutes ahead/],
    ["before 2000", { occurredAt: new Date("1999-12-31T23:59:59.999Z") }, /before the year 2000/],
    ["no time", { occurredAt: new Date("never") }, /not a time/],
    ["an empty key", { idempotencyKey: "" }, /idempotencyKey is empty/],
    ["a correction's key", { idempotencyKey: "correction:1" }, /reserved for corrections/],
    [
      "no time, neither in its content",
      { occurredAt: new Date("never"), content: { occurredAt: new Date("never") } },
      /not a time/,
    ],
    ["a NUL", { model: "a\0b" }, /model contains a NUL/],
    [
      "half of a surrogate pair",
      { idempotencyKey: "a\ud800" },
      /idempotencyKey contains half of a/,
    ],
    ["negative tokens", { inputTokens: -1n }, /inputTokens is negative/],
    ["too many tokens", { outputTokens: 10n ** 18n }, /outputTokens is above/],
    [
      "a run that has finished",
      { run: { externalId: "r", status: "completed" } },
      /finish the run/,
    ],
    ["a negative amount", { amountMicroUsd: -1n }, /amount is negative/],
    ["no source", { source: "" }, /source is empty/],
    ["too long a source", { source: "x".repeat(201) }, /source is longer than 200/],
    [
      "a cost source without an amount",
      { amountMicroUsd: null },
      /costSource is given without an amount/,
    ],
    [
      "a price without an amount",
      { amountMicroUsd: null, costSource: null, price: { usdPerMillion: {} } },
      /price is given without an amount/,
    ],
    ["more cached than input", { cacheReadTokens: 8n, cacheWriteTokens: 3n }, /include them/],
    ["more reasoning than output", { reasoningTokens: 6n }, /include them/],
  ])("%s", async (_, change, reason) => {
    const results = await recordUsage(tenantOf(projectId), { projectId, now }, [
      { ...report, ...change },
      usageReport(good),
    ]);
    expect(results).toMatchObject([
      { outcome: "invalid", reason: expect.stringMatching(reason) },
      { outcome: "recorded" },
    ]);
  });

  test("five minutes ahead of the clock is still valid", async () => {
    expect(await outcomes({ at: "2026-11-23T12:05:00.000Z" })).toEqual(["recorded"]);
  });
});
