import { makeProject, statementsOf, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import { changeJobs, reconcile, recordUsage } from "../index";
import { usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, sql, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
let projectId: string;

type Story = Parameters<typeof usageReport>[0];
const record = (...stories: Story[]) =>
  recordUsage(tenantOf(projectId), { projectId, now }, stories.map(usageReport));
const recordFirst = () => record({ run: "r", job: "j", at: "2026-11-03T10:00:00Z" });
const again = { run: "r", job: "j", at: "2026-11-04T10:00:00Z" };

beforeEach(async () => {
  projectId = await makeProject(db);
});

test.each([
  ["of a new run and job", { run: "other", job: "other", at: "2026-11-04T10:00:00Z" }],
  ["of a new job in a run that is remembered", { ...again, job: "other" }],
  ["of a job that is remembered", again],
])("a charge %s is recorded by one statement", async (_, story) => {
  await recordFirst();
  const sent = await statementsOf(() => record(story));
  expect(sent.filter((text) => text.includes("new_entry"))).toHaveLength(1);
  expect(sent.filter((text) => !/from "?projects"?/.test(text))).toHaveLength(1);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a charge of a job that has got its name since counts under that name", async () => {
  const unnamed = { run: "r", job: "j", agentType: null };
  await record({ ...unnamed, at: "2026-11-03T10:00:00Z" });
  const named = { externalId: "j", agentType: "testing" };
  await changeJobs(tenantOf(projectId), { projectId, now }, [named]);
  await record({ ...unnamed, at: "2026-11-04T10:00:00Z" });
  const { agents } = await readRollups(db, projectId);
  expect(agents.filter(({ costMicroUsd }) => costMicroUsd > 0n)).toMatchObject([
    { agentType: "testing", costMicroUsd: 2_000n },
  ]);
});

/** As after a restore of an earlier moment: what is remembered is not there any more. */
test.each([
  ["run", ["credit_transactions", "agent_jobs", "pipeline_runs"], { ...again, job: "other" }],
  ["job", ["credit_transactions", "agent_jobs"], again],
  ["charge", ["credit_transactions"], again],
])("a %s that is gone is missed", async (_, gone, story) => {
  await recordFirst();
  for (const table of [...gone, "daily_spend", "monthly_agent_spend", "monthly_run_spend"])
    await sql`delete from ${sql(table)} where project_id = ${projectId}`;
  await sql`update agent_jobs set first_charged_at = null where project_id = ${projectId}`;
  expect(await record(story)).toMatchObject([{ outcome: "recorded" }]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a batch in which one key is taken leaves the others recorded, each once", async () => {
  await record({ key: "k", ...again });
  const batch = [
    { key: "new", ...again },
    { key: "k", ...again },
  ] as const;
  expect(await record(...batch)).toMatchObject([{ outcome: "recorded" }, { outcome: "repeated" }]);
  expect(await record(...batch)).toMatchObject([{ outcome: "repeated" }, { outcome: "repeated" }]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("what is read to be changed is remembered too: the next charge is one statement", async () => {
  await recordFirst();
  await record({ ...again, at: "2026-10-04T10:00:00Z" });
  const sent = await statementsOf(() => record({ ...again, at: "2026-10-05T10:00:00Z" }));
  expect(sent.filter((text) => !/from "?projects"?/.test(text))).toHaveLength(1);
});

test("calls that come while others are written go in together, and each is answered for itself", async () => {
  await recordFirst();
  const stories = Array.from({ length: 20 }, (_, index) => ({ ...again, key: `k${index}` }));
  let answers: Awaited<ReturnType<typeof record>>[] = [];
  const sent = await statementsOf(async () => {
    answers = await Promise.all(stories.map((story) => record(story)));
  });
  const outcomes = answers.map(([answer]) => answer?.outcome);
  expect(outcomes).toEqual(stories.map(() => "recorded"));
  expect(sent.filter((text) => text.includes("new_entry")).length).toBeLessThan(5);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("one call that contradicts what is known leaves those beside it recorded", async () => {
  await recordFirst();
  const answers = await Promise.all([
    record(again),
    record({ ...again, run: "another" }),
    record({ ...again, at: "2026-11-05T10:00:00Z" }),
  ]);
  expect(answers.map(([answer]) => answer?.outcome)).toEqual(["recorded", "conflict", "recorded"]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a key that many report at once is recorded once, and the others are told", async () => {
  await recordFirst();
  const answers = await Promise.all(
    Array.from({ length: 9 }, () => record({ key: "k", ...again })),
  );
  const outcomes = answers.map(([answer]) => answer?.outcome);
  expect(outcomes.filter((outcome) => outcome === "recorded")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === "repeated")).toHaveLength(8);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});
