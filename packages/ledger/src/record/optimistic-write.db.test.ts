import type { TenantDatabase } from "@ai-cost/db";
import { makeProject, statementsOf, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import { chargeHash } from "../content-hash";
import { reconcile, recordUsage, updateJobs } from "../index";
import { type UsageParts, usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";
import { recordWithLocks } from "./record-locked";

const { db, sql, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;

const record = (...charges: UsageParts[]) =>
  recordUsage(tenantOf(projectId), { projectId, now }, charges.map(usageReport));
const recordFirst = () => record({ run: "r", job: "j", at: "2026-11-03T10:00:00Z" });
const again = { run: "r", job: "j", at: "2026-11-04T10:00:00Z" };

beforeEach(async () => {
  projectId = await makeProject(db);
});

/** Returns the statements that record usage, without those that only take the project's lock. */
const recordingStatements = (sent: readonly string[]) =>
  sent.filter((text) => !/from "?projects"?|pg_advisory_xact_lock_shared/.test(text));

test.each([
  ["of a new run and job", { run: "other", job: "other", at: "2026-11-04T10:00:00Z" }],
  ["of a new job in a cached run", { ...again, job: "other" }],
  ["of a cached job", again],
])("a charge %s is recorded in one statement", async (_, charge) => {
  await recordFirst();
  const sent = await statementsOf(() => record(charge));
  expect(sent.filter((text) => text.includes("new_transaction"))).toHaveLength(1);
  expect(recordingStatements(sent)).toHaveLength(1);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a charge counts under the job's current agent type, also when the cached job is older", async () => {
  const unnamed = { run: "r", job: "j", agentType: null };
  await record({ ...unnamed, at: "2026-11-03T10:00:00Z" });
  const named = { externalId: "j", agentType: "testing" };
  await updateJobs(tenantOf(projectId), { projectId, now }, [named]);
  await record({ ...unnamed, at: "2026-11-04T10:00:00Z" });
  const { agents } = await readRollups(db, projectId);
  expect(agents.filter(({ costMicroUsd }) => costMicroUsd > 0n)).toMatchObject([
    { agentType: "testing", costMicroUsd: 2_000n },
  ]);
});

/** The test deletes rows that are still in the cache, as happens when a database is restored from an earlier backup. */
test.each([
  ["run", ["credit_transactions", "agent_jobs", "pipeline_runs"], { ...again, job: "other" }],
  ["job", ["credit_transactions", "agent_jobs"], again],
  ["job's first charge", ["credit_transactions"], again],
])("a charge is recorded although its cached %s was deleted", async (_, gone, charge) => {
  await recordFirst();
  for (const table of [
    ...gone,
    "daily_spend",
    "daily_usage",
    "monthly_agent_spend",
    "monthly_run_spend",
  ])
    await sql`delete from ${sql(table)} where project_id = ${projectId}`;
  await sql`update agent_jobs set first_charged_at = null where project_id = ${projectId}`;
  expect(await record(charge)).toMatchObject([{ outcome: "recorded" }]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("when one key of a batch is taken, the other reports are recorded once", async () => {
  await record({ key: "k", ...again });
  const batch = [
    { key: "new", ...again },
    { key: "k", ...again },
  ] as const;
  expect(await record(...batch)).toMatchObject([{ outcome: "recorded" }, { outcome: "duplicate" }]);
  expect(await record(...batch)).toMatchObject([
    { outcome: "duplicate" },
    { outcome: "duplicate" },
  ]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

/** Records usage and returns the errors that the database raised during the write. */
async function errorsOf(charges: readonly UsageParts[]): Promise<unknown[]> {
  const tenant = tenantOf(projectId);
  const errors: unknown[] = [];
  const keep = (error: unknown) => {
    errors.push(error);
    throw error;
  };
  const watched: TenantDatabase = {
    ...tenant,
    write: (work, lock) => tenant.write(work, lock).catch(keep),
    writeAtOnce: (statement, lock) => tenant.writeAtOnce(statement, lock).catch(keep),
  };
  await recordUsage(watched, { projectId, now }, charges.map(usageReport));
  return errors;
}

test.each<[string, UsageParts[]]>([
  ["of a call", [{ key: "k", ...again }]],
  [
    "of a call beside a new one",
    [
      { key: "k", ...again },
      { key: "new", ...again },
    ],
  ],
])("a repeat %s raises no error in the database, which would log it", async (_, charges) => {
  await record({ key: "k", ...again });
  expect(await errorsOf(charges)).toEqual([]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a call whose run and job another process has recorded raises no error either", async () => {
  const report = usageReport({ key: "k", ...again });
  const valid = { report, contentHash: chargeHash(report.content) };
  await recordWithLocks(tenantOf(projectId), { scope: { projectId, now }, reports: [valid] });
  expect(await errorsOf([{ key: "new", ...again }])).toEqual([]);
  expect(await errorsOf([{ key: "k", ...again }])).toEqual([]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("updated rows are cached too, so the next charge is one statement", async () => {
  await recordFirst();
  await record({ ...again, at: "2026-10-04T10:00:00Z" });
  const sent = await statementsOf(() => record({ ...again, at: "2026-10-05T10:00:00Z" }));
  expect(recordingStatements(sent)).toHaveLength(1);
});

test("batches that arrive while another is being written share a transaction, and each gets its own outcomes", async () => {
  await recordFirst();
  const charges = Array.from({ length: 20 }, (_, index) => ({ ...again, key: `k${index}` }));
  let results: Awaited<ReturnType<typeof record>>[] = [];
  const sent = await statementsOf(async () => {
    results = await Promise.all(charges.map((charge) => record(charge)));
  });
  const outcomes = results.map(([first]) => first?.outcome);
  expect(outcomes).toEqual(charges.map(() => "recorded"));
  expect(sent.filter((text) => text.includes("new_transaction")).length).toBeLessThan(5);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a batch with a conflict does not affect the batches in the same transaction", async () => {
  await recordFirst();
  const results = await Promise.all([
    record(again),
    record({ ...again, run: "another" }),
    record({ ...again, at: "2026-11-05T10:00:00Z" }),
  ]);
  expect(results.map(([first]) => first?.outcome)).toEqual(["recorded", "conflict", "recorded"]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("when many callers report the same key concurrently, one is recorded and the others are duplicates", async () => {
  await recordFirst();
  const results = await Promise.all(
    Array.from({ length: 9 }, () => record({ key: "k", ...again })),
  );
  const outcomes = results.map(([first]) => first?.outcome);
  expect(outcomes.filter((outcome) => outcome === "recorded")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === "duplicate")).toHaveLength(8);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});
