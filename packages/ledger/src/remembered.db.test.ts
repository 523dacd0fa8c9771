import { makeProject, statementsOf, testDatabase, usageReport } from "@ai-cost/devkit/testing";
import { beforeEach, expect, test } from "vitest";
import { changeJobs, reconcile, recordUsage } from "./index";
import { spendOf } from "./spend-of.testing";

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
  const { agents } = await spendOf(db, projectId);
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
