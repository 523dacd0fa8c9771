import { agentJobs, pipelineRuns, reportedChanges } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, test } from "vitest";
import { reconcile, recordUsage, reportJob } from "../index";
import { usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";
import type { JobReport } from "./reports";

const { db, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;

const at = (minute: number) => new Date(Date.UTC(2026, 10, 5, 10, minute));

/** The fields that a test gives for a report of job `j` in run `r`. All of them belong to the report's content. */
type JobParts = Partial<Omit<JobReport, "at">> & { minute: number };

function jobReport({ minute, ...parts }: JobParts): JobReport {
  const { agentType = null, status = null } = parts;
  return {
    idempotencyKey: `${agentType} ${status} at ${minute}`,
    content: { agentType, status, at: at(minute) },
    externalId: "j",
    runExternalId: "r",
    ...parts,
    at: at(minute),
  };
}

const report = (parts: JobParts) =>
  reportJob(tenantOf(projectId), { projectId, now }, jobReport(parts));
const charge = (minute: number, agentType: string | null = null) =>
  recordUsage(tenantOf(projectId), { projectId, now }, [
    usageReport({ run: "r", job: "j", at: at(minute), agentType }),
  ]);
const jobsOf = (id: string) => db.select().from(agentJobs).where(eq(agentJobs.projectId, id));
const runsOf = (id: string) => db.select().from(pipelineRuns).where(eq(pipelineRuns.projectId, id));
const keysOf = (id: string) =>
  db.select().from(reportedChanges).where(eq(reportedChanges.projectId, id));

beforeEach(async () => {
  projectId = await makeProject(db);
});

describe("a report of a job", () => {
  it("creates it and its run and returns their ids; the job counts once it is charged", async () => {
    const outcome = await report({ minute: 5, agentType: "testing", status: "queued" });
    const [job] = await jobsOf(projectId);
    const [run] = await runsOf(projectId);
    expect(outcome).toEqual({ outcome: "recorded", jobId: job?.id, runId: run?.id });
    expect(job).toMatchObject({
      pipelineRunId: run?.id,
      agentType: "testing",
      status: "queued",
      startedAt: at(5),
      finishedAt: null,
      firstChargedAt: null,
    });
    expect(run).toMatchObject({ externalId: "r", status: "running", startedAt: at(5) });
    expect(await readRollups(db, projectId)).toEqual({
      days: [],
      agents: [],
      runs: [],
      gaps: [],
      usage: [],
    });
    await charge(6);
    expect(await jobsOf(projectId)).toMatchObject([{ status: "running" }]);
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { agentType: "testing", jobs: 1n },
    ]);
  });

  it("that finishes or names it moves its counts in the rollups", async () => {
    await charge(5);
    await report({ minute: 6, status: "failed" });
    await report({ minute: 7, agentType: "design" });
    expect((await readRollups(db, projectId)).agents).toMatchObject([
      { agentType: "design", jobs: 1n, failedJobs: 1n, costMicroUsd: 1_000n },
      { agentType: "unknown", jobs: 0n, failedJobs: 0n, costMicroUsd: 0n },
    ]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  it("changes no job of the same name in another project", async () => {
    const otherProjectId = await makeProject(db);
    await reportJob(
      tenantOf(otherProjectId),
      { projectId: otherProjectId, now },
      jobReport({ minute: 1, status: "queued" }),
    );
    const before = await jobsOf(otherProjectId);
    expect(await report({ minute: 1, status: "queued" })).toMatchObject({ outcome: "recorded" });
    await report({ minute: 2, status: "failed", agentType: "design" });
    expect(await jobsOf(otherProjectId)).toEqual(before);
  });

  it("is a duplicate with the same ids when repeated; its key with other content is a conflict", async () => {
    const first = { idempotencyKey: "k", minute: 5, status: "running" };
    const recorded = await report(first);
    expect(await report(first)).toEqual({ ...recorded, outcome: "duplicate" });
    for (const other of [{ status: "failed" }, { externalId: "j2" }, { runExternalId: "r2" }])
      expect(await report({ ...first, ...other })).toMatchObject({ outcome: "conflict" });
    expect(await jobsOf(projectId)).toMatchObject([{ externalId: "j", status: "running" }]);
  });

  it("from many concurrent reporters is recorded once", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () => report({ minute: 5, status: "running" })),
    );
    expect(outcomes.filter(({ outcome }) => outcome === "recorded")).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === "duplicate")).toHaveLength(15);
    expect(await jobsOf(projectId)).toHaveLength(1);
  });
});

test.each([
  [["running", "queued"], "running"],
  [["queued", "paused", "running"], "paused"],
  [["waiting", "paused"], "waiting"],
  [["completed", "running", "queued"], "completed"],
])("with the statuses %j, in either order, leave the status %s", async (statuses, status) => {
  for (const order of [statuses, statuses.toReversed()]) {
    projectId = await makeProject(db);
    for (const [minute, reported] of order.entries())
      expect(await report({ minute, status: reported })).toMatchObject({ outcome: "recorded" });
    expect(await jobsOf(projectId)).toMatchObject([{ status }]);
  }
});

test.each([
  ["another final status", { status: "failed" }, /already completed/],
  ["another agent", { agentType: "design" }, /agent type testing, not design/],
  ["another run", { runExternalId: "r2" }, /belongs to another run/],
])(
  "%s is a conflict that changes nothing and does not use up its key",
  async (_, parts, reason) => {
    await report({ minute: 5, agentType: "testing", status: "completed" });
    const stateOf = async () => [
      await jobsOf(projectId),
      await runsOf(projectId),
      await keysOf(projectId),
    ];
    const before = await stateOf();
    expect(await report({ minute: 6, idempotencyKey: "k", ...parts })).toMatchObject({
      outcome: "conflict",
      reason: expect.stringMatching(reason),
    });
    expect(await stateOf()).toEqual(before);
    expect(
      await report({ minute: 6, idempotencyKey: "k", agentType: "unknown", status: "running" }),
    ).toMatchObject({ outcome: "recorded" });
  },
);

test.each([
  [
    "a key reserved for corrections",
    { idempotencyKey: "correction:1" },
    /reserved for corrections/,
  ],
  ["half of a surrogate pair in its name", { externalId: "a\ud800" }, /externalId contains half/],
  ["no run", { runExternalId: "" }, /runExternalId is empty/],
  ["a long agent type", { agentType: "x".repeat(101) }, /agentType is longer than 100/],
  ["a time before 2000", { at: new Date("1999-01-01T00:00:00Z") }, /at .*before the year 2000/],
])("%s is invalid with a reason and creates nothing", async (_, change, reason) => {
  const refused = { ...jobReport({ minute: 1 }), ...change };
  expect(await reportJob(tenantOf(projectId), { projectId, now }, refused)).toEqual({
    outcome: "invalid",
    reason: expect.stringMatching(reason),
  });
  expect([await jobsOf(projectId), await runsOf(projectId), await keysOf(projectId)]).toEqual([
    [],
    [],
    [],
  ]);
});
