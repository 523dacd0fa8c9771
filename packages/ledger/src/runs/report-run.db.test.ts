import { pipelineRuns, reportedChanges } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, test } from "vitest";
import { recordUsage, reportRun } from "../index";
import { usageReport } from "../testing";
import type { RunReport } from "./reports";

const { db, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;

const at = (minute: number) => new Date(Date.UTC(2026, 10, 5, 10, minute));

/** The fields that a test gives for a report of run `r`. All of them belong to the report's content. */
type RunParts = Partial<Omit<RunReport, "at">> & { minute: number };

function runReport({ minute, ...parts }: RunParts): RunReport {
  const { trigger = null, status = null, startedAt = null } = parts;
  return {
    idempotencyKey: `${status} at ${minute}`,
    content: { trigger, status, startedAt, at: at(minute) },
    externalId: "r",
    ...parts,
    at: at(minute),
  };
}

const report = (parts: RunParts) =>
  reportRun(tenantOf(projectId), { projectId, now }, runReport(parts));
const rowsOf = (id: string) => db.select().from(pipelineRuns).where(eq(pipelineRuns.projectId, id));
const keysOf = async () =>
  (await db.select().from(reportedChanges).where(eq(reportedChanges.projectId, projectId))).map(
    ({ idempotencyKey }) => idempotencyKey,
  );

/** Every permutation of the items. */
const permutationsOf = <Item>(items: readonly Item[]): Item[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        permutationsOf(items.toSpliced(index, 1)).map((others) => [item, ...others]),
      );

beforeEach(async () => {
  projectId = await makeProject(db);
});

describe("a report of a run", () => {
  it("creates it and returns its id", async () => {
    const outcome = await report({ minute: 5, trigger: "schedule", status: "queued" });
    expect(await rowsOf(projectId)).toEqual([
      {
        projectId,
        id: "runId" in outcome && outcome.runId,
        externalId: "r",
        trigger: "schedule",
        status: "queued",
        statusAt: at(5),
        startedAt: at(5),
        finishedAt: null,
      },
    ]);
    expect(outcome.outcome).toBe("recorded");
  });

  it("changes no run of the same name in another project", async () => {
    const otherProjectId = await makeProject(db);
    await reportRun(
      tenantOf(otherProjectId),
      { projectId: otherProjectId, now },
      runReport({ minute: 1, status: "queued" }),
    );
    const before = await rowsOf(otherProjectId);
    expect(await report({ minute: 1, status: "queued" })).toMatchObject({ outcome: "recorded" });
    await report({ minute: 2, status: "failed" });
    expect(await rowsOf(otherProjectId)).toEqual(before);
  });

  it("replaces the run's status from a charge, even with an earlier instant", async () => {
    await recordUsage(tenantOf(projectId), { projectId, now }, [
      usageReport({ run: "r", at: at(30) }),
    ]);
    await report({ minute: 1, status: "testing" });
    expect(await rowsOf(projectId)).toMatchObject([{ status: "testing", startedAt: at(1) }]);
  });

  it("without a status keeps the run's status", async () => {
    await report({ minute: 1 });
    expect(await rowsOf(projectId)).toMatchObject([{ status: "running", statusAt: null }]);
  });
});

describe("the same key", () => {
  it("with the same content is a duplicate with the same id and changes nothing", async () => {
    const first = await report({ minute: 5, status: "queued" });
    await report({ minute: 6, status: "testing" });
    expect(await report({ minute: 5, status: "queued" })).toEqual({
      ...first,
      outcome: "duplicate",
    });
    expect(await rowsOf(projectId)).toMatchObject([{ status: "testing" }]);
  });

  it("with other content, or of another run, is a conflict that changes nothing", async () => {
    const first = { idempotencyKey: "k", minute: 5, status: "queued" };
    await report(first);
    const before = await rowsOf(projectId);
    for (const other of [{ status: "testing" }, { minute: 6 }, { externalId: "another" }])
      expect(await report({ ...first, ...other })).toMatchObject({
        outcome: "conflict",
        reason: expect.stringContaining('"k"'),
      });
    expect(await rowsOf(projectId)).toEqual(before);
  });

  it("from many concurrent reporters is recorded once", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () => report({ minute: 5, status: "queued" })),
    );
    expect(outcomes.filter(({ outcome }) => outcome === "recorded")).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === "duplicate")).toHaveLength(15);
    expect(await rowsOf(projectId)).toHaveLength(1);
  });
});

describe("in any order of reports", () => {
  const finished = { status: "completed", statusAt: at(20), finishedAt: at(20) };
  test.each([
    [
      "the latest status is kept",
      [
        ["queued", 1],
        ["testing", 9],
        ["paused", 5],
      ],
      { status: "testing", statusAt: at(9), startedAt: at(1), finishedAt: null },
    ],
    [
      "of two statuses at one instant, the later text is kept",
      [
        ["paused", 5],
        ["testing", 5],
      ],
      { status: "testing" },
    ],
    [
      "a final status is kept",
      [
        ["completed", 20],
        ["testing", 30],
        ["queued", 1],
      ],
      finished,
    ],
    [
      "a final status has its earliest instant",
      [
        ["completed", 25],
        ["completed", 20],
      ],
      finished,
    ],
  ] satisfies [string, [string, number][], object][])("%s", async (_, reports, expected) => {
    for (const order of permutationsOf(reports)) {
      projectId = await makeProject(db);
      for (const [status, minute] of order)
        expect(await report({ status, minute })).toMatchObject({ outcome: "recorded" });
      expect(await rowsOf(projectId)).toMatchObject([expected]);
    }
  });
});

test.each([
  ["another final status", { status: "failed", minute: 30 }, /already completed/],
  ["another trigger", { trigger: "manual", minute: 30 }, /has the trigger schedule, not manual/],
])("%s is a conflict that does not use up its key", async (_, parts, reason) => {
  await report({ trigger: "schedule", status: "completed", minute: 20 });
  const before = [await rowsOf(projectId), await keysOf()];
  expect(await report({ ...parts, idempotencyKey: "k" })).toMatchObject({
    outcome: "conflict",
    reason: expect.stringMatching(reason),
  });
  expect([await rowsOf(projectId), await keysOf()]).toEqual(before);
  expect(await report({ idempotencyKey: "k", minute: 30 })).toMatchObject({ outcome: "recorded" });
});

test.each([
  ["an empty key", { idempotencyKey: "" }, /idempotencyKey is empty/],
  ["a NUL in its name", { externalId: "a\0b" }, /externalId contains a NUL/],
  ["an empty status", { status: "" }, /status is empty/],
  ["a long trigger", { trigger: "x".repeat(101) }, /trigger is longer than 100/],
  ["no time", { at: new Date("never") }, /at is not a time/],
  ["a start too far ahead", { startedAt: new Date("2026-11-23T13:00:00Z") }, /startedAt .*ahead/],
])("%s is invalid with a reason and creates nothing", async (_, change, reason) => {
  const refused = { ...runReport({ minute: 1, status: "queued" }), ...change };
  expect(await reportRun(tenantOf(projectId), { projectId, now }, refused)).toEqual({
    outcome: "invalid",
    reason: expect.stringMatching(reason),
  });
  expect([await rowsOf(projectId), await keysOf()]).toEqual([[], []]);
});
