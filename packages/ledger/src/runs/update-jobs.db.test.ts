import { agentJobs } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { asc, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { reconcile, recordUsage, updateJobs } from "../index";
import { usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";
import type { JobUpdate } from "../unit-of-work/updates";

const { db, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
const at = new Date("2026-11-05T10:00:00Z");
let projectId: string;

const update = (...updates: JobUpdate[]) =>
  updateJobs(tenantOf(projectId), { projectId, now }, updates);
const jobsOf = () =>
  db
    .select()
    .from(agentJobs)
    .where(eq(agentJobs.projectId, projectId))
    .orderBy(asc(agentJobs.externalId));

beforeEach(async () => {
  projectId = await makeProject(db);
  const reports = ["a", "b", "c"].map((job) => usageReport({ job, agentType: null, at }));
  await recordUsage(tenantOf(projectId), { projectId, now }, reports);
});

test("one batch names and finishes many jobs, which moves their spend", async () => {
  const finished = { status: "failed", at } as const;
  expect(
    await update(
      { externalId: "c", agentType: "testing", finished },
      { externalId: "a", agentType: "testing" },
      { externalId: "b", finished },
    ),
  ).toEqual(Array(3).fill({ outcome: "recorded" }));
  expect((await readRollups(db, projectId)).agents).toMatchObject([
    { agentType: "testing", costMicroUsd: 2_000n, jobs: 2n, failedJobs: 1n },
    { agentType: "unknown", costMicroUsd: 1_000n, jobs: 1n, failedJobs: 1n },
  ]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a refused update changes nothing, has a reason and does not affect the other updates", async () => {
  await update({ externalId: "a", agentType: "design" });
  const finished = { status: "completed", at } as const;
  expect(
    await update(
      { externalId: "a", agentType: "testing", finished },
      { externalId: "b", agentType: "testing" },
      { externalId: "nobody", agentType: "testing" },
      { externalId: "b", agentType: "x".repeat(101) },
      { externalId: "b", finished: { status: "failed", at: new Date("never") } },
      { externalId: "b", agentType: "testing" },
      { externalId: "b", agentType: "unknown" },
    ),
  ).toEqual([
    { outcome: "conflict", reason: "job a has the agent type design, not testing" },
    { outcome: "recorded" },
    { outcome: "invalid", reason: "there is no job nobody yet" },
    { outcome: "invalid", reason: expect.stringMatching(/^agentType/) },
    { outcome: "invalid", reason: expect.stringMatching(/^finished.at/) },
    { outcome: "duplicate" },
    { outcome: "duplicate" },
  ]);
  expect(await jobsOf()).toMatchObject([
    { externalId: "a", agentType: "design", status: "running", finishedAt: null },
    { externalId: "b", agentType: "testing", status: "running" },
    { externalId: "c", agentType: "unknown" },
  ]);
});

test("a job finishes at the earliest instant that is reported for its end, in any order of reports", async () => {
  const end = (minute: number) =>
    update({
      externalId: "a",
      finished: { status: "completed", at: new Date(Date.UTC(2026, 10, 5, 10, minute)) },
    });
  expect([await end(20), await end(10), await end(30)]).toEqual([
    [{ outcome: "recorded" }],
    [{ outcome: "recorded" }],
    [{ outcome: "duplicate" }],
  ]);
  expect((await jobsOf())[0]?.finishedAt).toEqual(new Date("2026-11-05T10:10:00Z"));
});

test("concurrent batches that update the same jobs in different orders never deadlock", async () => {
  const names = ["a", "b", "c"];
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, turn) =>
      update(
        ...names.map((_, index) => ({
          externalId: names[(index + turn) % 3] ?? "",
          agentType: "testing",
        })),
      ),
    ),
  );
  expect(outcomes.flat().filter(({ outcome }) => outcome === "recorded")).toHaveLength(3);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});
