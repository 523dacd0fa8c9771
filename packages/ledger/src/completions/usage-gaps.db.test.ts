import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { reconcile, recordUsage, settleNestedCalls } from "../index";
import type { UsageReport } from "../record/usage-report";
import { usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;
let strangerId: string;

const call = (parts: Partial<UsageReport> = {}): UsageReport => {
  const report = {
    ...usageReport({ key: "k", job: "j", at: "2026-11-05T10:00:00Z" }),
    usageGap: "no_cached_tokens" as const,
    ...parts,
  };
  const { inputTokens, outputTokens, source } = report;
  return { ...report, content: { inputTokens, outputTokens, source } };
};
const record = (id: string, ...reports: UsageReport[]) =>
  recordUsage(tenantOf(id), { projectId: id, now }, reports);
const gaps = async () =>
  (await readRollups(db, projectId)).gaps.filter(({ calls }) => calls !== 0n);

beforeEach(async () => {
  projectId = await makeProject(db);
  strangerId = await makeProject(db);
  await record(strangerId, call());
});
afterEach(async () => {
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  expect((await readRollups(db, strangerId)).gaps).toMatchObject([{ calls: 1n }]);
});

test("a fuller report with the same gap moves the figures of the gap", async () => {
  await record(projectId, call());
  await record(projectId, call({ outputTokens: 50n }));
  expect(await gaps()).toMatchObject([
    { usageGap: "no_cached_tokens", calls: 1n, outputTokens: 50n },
  ]);
});

test("a report that leaves nothing out closes the gap, in the same batch or later", async () => {
  const noCounts = {
    inputTokens: null,
    outputTokens: null,
    amountMicroUsd: null,
    costSource: null,
  };
  const open = call({ ...noCounts, costByKind: null, usageGap: "no_counts" });
  const whole = call({ source: "another source", usageGap: null });
  await record(projectId, open);
  expect(await gaps()).toMatchObject([{ usageGap: "no_counts", calls: 1n, inputTokens: 0n }]);
  await record(projectId, whole);
  expect(await gaps()).toEqual([]);
  await record(projectId, { ...open, idempotencyKey: "k2" }, { ...whole, idempotencyKey: "k2" });
  expect(await gaps()).toEqual([]);
});

test("a charge that another charge of the same call replaces has no gap any more", async () => {
  await record(projectId, call());
  const scope = { projectId, now };
  const wrapper = { key: "k", ownKey: "k", report: null, received: null };
  await settleNestedCalls(tenantOf(projectId), scope, {
    readWrappers: async () => [{ wrapper, innerCalls: [] }],
    priceAgain: () => null,
  });
  expect(await gaps()).toEqual([]);
});
