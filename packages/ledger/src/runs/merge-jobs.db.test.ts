import { agentJobs } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  correctCharge,
  type JobMerge,
  mergeJobs,
  reconcile,
  recordUsage,
  refundCharge,
  reportJob,
  updateJobs,
} from "../index";
import { type UsageParts, usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;
let strangerId: string;

const scope = () => ({ projectId, now });
const record = (...charges: Omit<UsageParts, "at">[]) =>
  recordUsage(
    tenantOf(projectId),
    scope(),
    charges.map((charge) =>
      usageReport({ at: "2026-11-05T10:00:00Z", agentType: null, run: "r", ...charge }),
    ),
  );
const merge = (...merges: (Partial<JobMerge> & { from: string; into: string })[]) =>
  mergeJobs(
    tenantOf(projectId),
    scope(),
    merges.map(({ from, into, ...rest }) => ({
      fromExternalId: from,
      intoExternalId: into,
      runExternalId: "r",
      ...rest,
    })),
  );
const update = (...updates: Parameters<typeof updateJobs>[2][number][]) =>
  updateJobs(tenantOf(projectId), scope(), updates);
const jobsOf = (id: string) =>
  db.select().from(agentJobs).where(eq(agentJobs.projectId, id)).orderBy(asc(agentJobs.externalId));
const isUsed = ({ costMicroUsd, jobs }: { costMicroUsd: bigint; jobs: bigint }) =>
  costMicroUsd !== 0n || jobs !== 0n;
const agents = async () => (await readRollups(db, projectId)).agents.filter(isUsed);

/** The other project has jobs and runs with the same external ids. None of its rows may change. */
beforeEach(async () => {
  projectId = await makeProject(db);
  strangerId = await makeProject(db);
  const job = { job: "span", agentType: null, run: "r", at: "2026-11-05T10:00:00Z" };
  await recordUsage(tenantOf(strangerId), { projectId: strangerId, now }, [usageReport(job)]);
});
afterEach(async () => {
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  expect((await readRollups(db, strangerId)).agents).toMatchObject([
    { agentType: "unknown", costMicroUsd: 1_000n, jobs: 1n },
  ]);
  expect(await jobsOf(strangerId)).toMatchObject([{ externalId: "span", mergedIntoJobId: null }]);
});

describe("a provisional job", () => {
  test("counts for the job that it is merged into, which is created when it does not exist", async () => {
    await record({ job: "span" }, { job: "span" });
    expect(await merge({ from: "span", into: "agent" })).toEqual([{ outcome: "recorded" }]);
    await update({ externalId: "agent", agentType: "testing" });
    expect(await agents()).toMatchObject([
      { agentType: "testing", costMicroUsd: 2_000n, inputTokens: 20n, jobs: 1n },
    ]);
    const [agent, span] = await jobsOf(projectId);
    expect(agent).toMatchObject({ status: "running", firstChargedAt: expect.any(Date) });
    expect(span).toMatchObject({ mergedIntoJobId: agent?.id, firstChargedAt: null });
  });

  test("counts once with the charges of the job that it is merged into", async () => {
    await record(
      { job: "one", at: "2026-10-31T23:00:00Z" } as UsageParts,
      { job: "two" },
      { job: "agent", agentType: "research", finished: "completed" },
    );
    await merge({ from: "one", into: "agent" }, { from: "two", into: "agent" });
    expect(await agents()).toMatchObject([
      {
        month: "2026-10",
        agentType: "research",
        costMicroUsd: 1_000n,
        jobs: 1n,
        completedJobs: 1n,
      },
      { month: "2026-11", agentType: "research", costMicroUsd: 2_000n, jobs: 0n },
    ]);
  });

  test("gets charges, names and statuses after the merge, of which only the charges count", async () => {
    await record({ job: "span" });
    await merge({ from: "span", into: "agent" });
    const [charge] = await record({ job: "span", agentType: "research", finished: "failed" });
    const [agent] = await jobsOf(projectId);
    expect(charge).toMatchObject({ outcome: "recorded", jobId: agent?.id });
    expect(await record({ job: "span" })).toMatchObject([{ outcome: "recorded" }]);
    const finished = { status: "failed", at: now } as const;
    expect(await update({ externalId: "span", agentType: "design", finished })).toEqual([
      { outcome: "duplicate" },
    ]);
    const report = {
      idempotencyKey: "k",
      content: {},
      externalId: "span",
      runExternalId: "another run",
      status: "failed",
      at: now,
    };
    const reported = { outcome: "recorded", jobId: agent?.id };
    expect(await reportJob(tenantOf(projectId), scope(), report)).toMatchObject(reported);
    expect(await reportJob(tenantOf(projectId), scope(), report)).toMatchObject({
      ...reported,
      outcome: "duplicate",
    });
    expect(await agents()).toMatchObject([
      { agentType: "unknown", costMicroUsd: 3_000n, jobs: 1n, failedJobs: 0n },
    ]);
  });

  test("has a final status, which does not become that of the other job", async () => {
    await record({ job: "span", agentType: "research", finished: "failed" }, { job: "agent" });
    await merge({ from: "span", into: "agent" });
    await update({ externalId: "agent", finished: { status: "completed", at: now } });
    expect(await agents()).toMatchObject([
      { agentType: "unknown", costMicroUsd: 2_000n, jobs: 1n, completedJobs: 1n, failedJobs: 0n },
    ]);
  });

  test("is merged before its first charge arrives", async () => {
    expect(await merge({ from: "span", into: "agent" })).toEqual([{ outcome: "recorded" }]);
    await record({ job: "span" }, { job: "agent", agentType: "testing" });
    expect(await agents()).toMatchObject([
      { agentType: "testing", costMicroUsd: 2_000n, jobs: 1n },
    ]);
  });

  test("counts in the run of the job that it is merged into", async () => {
    await record({ job: "span", run: "provisional" }, { job: "agent", run: "r" });
    await merge({ from: "span", into: "agent" });
    await record({ job: "span", run: "provisional" });
    const { runs } = await readRollups(db, projectId);
    expect(runs.map(({ costMicroUsd }) => costMicroUsd).sort()).toEqual([0n, 3_000n]);
  });

  test("has refunds and corrections, which count for the other job", async () => {
    const [priced, unpriced] = await record({ job: "span" }, { job: "span", amountMicroUsd: null });
    await merge({ from: "span", into: "agent" });
    await update({ externalId: "agent", agentType: "testing" });
    const idOf = (outcome: typeof priced) =>
      outcome && "chargeId" in outcome ? outcome.chargeId : "";
    await refundCharge(tenantOf(projectId), scope(), {
      idempotencyKey: "refund",
      chargeId: idOf(priced),
      amountMicroUsd: 400n,
    });
    await correctCharge(tenantOf(projectId), scope(), {
      chargeId: idOf(unpriced),
      amountMicroUsd: 50n,
    });
    expect(await agents()).toMatchObject([
      { agentType: "testing", costMicroUsd: 650n, refundedMicroUsd: 400n, unpricedCharges: 0n },
    ]);
  });
});

describe("a merge", () => {
  test("that is repeated is a duplicate, and one into a third job is a conflict", async () => {
    await merge({ from: "span", into: "agent" });
    expect(
      await merge(
        { from: "span", into: "agent" },
        { from: "agent", into: "span" },
        { from: "span", into: "other" },
        { from: "span", into: "span" },
        { from: "", into: "agent" },
      ),
    ).toEqual([
      { outcome: "duplicate" },
      { outcome: "duplicate" },
      {
        outcome: "conflict",
        reason: "job span is already a part of agent, not of other",
      },
      { outcome: "invalid", reason: "job span cannot be merged into itself" },
      { outcome: "invalid", reason: "fromExternalId is empty" },
    ]);
  });

  test.each([
    ["one after the other", [["a", "b"]], [["b", "c"]]],
    ["the last one first", [["b", "c"]], [["a", "b"]]],
    ["in one batch", [["a", "b"], ["b", "c"]], []], // biome-ignore format: pairs
    ["in one batch, the last one first", [["b", "c"], ["a", "b"]], []], // biome-ignore format: pairs
  ])("of a chain of jobs leads all of them to the last job: %s", async (_, ...batches) => {
    await record({ job: "a" }, { job: "b" });
    for (const batch of batches)
      await merge(...batch.map(([from = "", into = ""]) => ({ from, into })));
    await update({ externalId: "c", agentType: "testing" });
    const [a, b, c] = await jobsOf(projectId);
    expect([a?.mergedIntoJobId, b?.mergedIntoJobId, c?.mergedIntoJobId]).toEqual([
      c?.id,
      c?.id,
      null,
    ]);
    expect(await agents()).toMatchObject([
      { agentType: "testing", costMicroUsd: 2_000n, jobs: 1n },
    ]);
  });

  test("loses no charge that arrives for either job at the same time", async () => {
    for (let round = 0; round < 10; round += 1) {
      const [span, agent] = [`span ${round}`, `agent ${round}`];
      const results = await Promise.all([
        record({ job: span }),
        merge({ from: span, into: agent }),
        record({ job: agent }, { job: span }),
        update({ externalId: agent, agentType: "testing" }),
        merge({ from: span, into: agent }),
        record({ job: span }),
      ]);
      const outcomes = results.flat().map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === "conflict")).toEqual([]);
      await update({ externalId: agent, agentType: "testing" });
    }
    expect(await agents()).toMatchObject([
      { agentType: "testing", costMicroUsd: 40_000n, jobs: 10n },
    ]);
  });
});
