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

/** What others do behind the back of what is remembered, and where the spend then belongs. */
test.each([
  [
    "has got its name since",
    () =>
      changeJobs(tenantOf(projectId), { projectId, now }, [
        { externalId: "j", agentType: "testing" },
      ]),
    "testing",
  ],
  [
    "was charged earlier than is remembered",
    () => sql`
      update agent_jobs set first_charged_at = '2026-10-05T10:00:00Z' where project_id = ${projectId}`,
    "unknown",
  ],
])("a charge of a job that %s counts where the job does now", async (_, change, agentType) => {
  await record({ run: "r", job: "j", agentType: null, at: "2026-11-03T10:00:00Z" });
  await change();
  expect(await record({ ...again, agentType: null })).toMatchObject([{ outcome: "recorded" }]);
  const { agents } = await spendOf(db, projectId);
  expect(agents.filter(({ costMicroUsd }) => costMicroUsd > 0n)).toMatchObject([
    { agentType, costMicroUsd: 2_000n },
  ]);
});

test.each([
  ["run", "delete from pipeline_runs"],
  ["job", "select 1"],
])("a %s that is remembered and not there, as after a restore, is made anew", async (_, more) => {
  await recordFirst();
  for (const table of ["daily_spend", "monthly_agent_spend", "monthly_run_spend"])
    await sql`delete from ${sql(table)} where project_id = ${projectId}`;
  await sql`delete from credit_transactions where project_id = ${projectId}`;
  await sql`delete from agent_jobs where project_id = ${projectId}`;
  await sql.unsafe(more.startsWith("delete") ? `${more} where project_id = '${projectId}'` : more);
  expect(await record(again)).toMatchObject([{ outcome: "recorded" }]);
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
