import { emptyDatabase, makeProject } from "@ai-cost/db/testing";
import { beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { mergeJobs, rebuild, reconcile, recordUsage } from "../index";
import { usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

let own: Awaited<ReturnType<typeof emptyDatabase>>;
let projectId: string;
let otherProjectId: string;
const now = new Date("2026-11-23T12:00:00.000Z");

beforeAll(async () => {
  own = await emptyDatabase();
});

beforeEach(async () => {
  await own.sql`truncate projects cascade`;
  await own.sql`truncate daily_spend, monthly_agent_spend, monthly_run_spend, monthly_usage_gaps`;
  projectId = await makeProject(own.db, "Atlas");
  otherProjectId = await makeProject(own.db, "Borealis");
  for (const id of [projectId, otherProjectId])
    await recordUsage(own.tenantOf(id), { projectId: id, now }, [
      usageReport({ at: "2026-09-30T10:00:00Z", job: "j", finished: "completed" }),
      usageReport({ at: "2026-11-03T10:00:00Z", job: "j" }),
      usageReport({ at: "2026-11-04T10:00:00Z", agentType: "testing", amountMicroUsd: null }),
      usageReport({ at: "2026-11-02T10:00:00Z", agentType: "design", job: "part" }),
      usageReport({
        at: "2026-11-05T10:00:00Z",
        agentType: "design",
        job: "whole",
        usageGap: "no_cached_tokens",
      }),
    ]);
  for (const id of [projectId, otherProjectId])
    await mergeJobs(own.tenantOf(id), { projectId: id, now }, [
      { fromExternalId: "part", intoExternalId: "whole", runExternalId: "run-1" },
    ]);
});

test("a row of the ledger whose cost by kind does not sum to its amount is found", async () => {
  const [row] = await own.sql`
    update credit_transactions set cost_by_kind = '{"input": 300, "output": 701}'
    where project_id = ${projectId} and occurred_at = '2026-11-03T10:00:00Z' returning id`;
  expect(await reconcile(own.tenantOf(projectId), projectId)).toContainEqual({
    table: "credit_transactions",
    row: row?.id,
    column: "cost_by_kind",
    stored: "1001",
    ledger: "1000",
  });
  expect(await reconcile(own.tenantOf(otherProjectId), otherProjectId)).toEqual([]);
});

const CORRUPTIONS = [
  [
    "a day's cost",
    "update daily_spend set cost_micro_usd = cost_micro_usd + 1 where day = '2026-11-03'",
  ],
  ["a day's jobs", "update daily_spend set jobs = jobs + 1 where day = '2026-11-03'"],
  ["a missing day", "delete from daily_spend where day = '2026-11-03'"],
  ["a day without charges", "update daily_spend set day = '2026-12-31' where day = '2026-11-03'"],
  [
    "an agent type's tokens",
    "update monthly_agent_spend set output_tokens = 0 where month = '2026-11'",
  ],
  ["an agent type's refunds", "update monthly_agent_spend set refunded_micro_usd = 5"],
  ["an agent type's completed jobs", "update monthly_agent_spend set completed_jobs = 0"],
  ["an agent type's failed jobs", "update monthly_agent_spend set failed_jobs = 1"],
  ["an agent type's unpriced charges", "update monthly_agent_spend set unpriced_charges = 0"],
  ["a missing agent type", "delete from monthly_agent_spend where agent_type = 'testing'"],
  ["a run's cost", "update monthly_run_spend set cost_micro_usd = -1 where month = '2026-09'"],
  ["every rollup", "truncate daily_spend, monthly_agent_spend, monthly_run_spend"],
  [
    "a job's first charge",
    "update agent_jobs set first_charged_at = '2026-11-03T10:00:00Z' where external_id = 'j'",
  ],
  ["a usage gap's calls", "update monthly_usage_gaps set calls = 2"],
  ["a missing usage gap", "delete from monthly_usage_gaps"],
  ["a usage gap of no charge", "update monthly_usage_gaps set source = 'nobody'"],
  [
    "the first charge of a job that is a merged job's",
    "update agent_jobs set first_charged_at = '2026-11-05T10:00:00Z' where external_id = 'whole'",
  ],
  [
    "a first charge of a merged job",
    "update agent_jobs set first_charged_at = '2026-11-02T10:00:00Z' where external_id = 'part'",
  ],
] as const;

describe.each(CORRUPTIONS)("corrupted: %s", (_, statement) => {
  it("is found by reconcile and repaired by rebuild", async () => {
    const before = await readRollups(own.db, projectId);
    await own.sql.unsafe(statement);
    const differences = await reconcile(own.tenantOf(projectId), projectId);
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.every(({ stored, ledger }) => stored !== ledger)).toBe(true);
    await rebuild(own.tenantOf(projectId), projectId);
    expect(await reconcile(own.tenantOf(projectId), projectId)).toEqual([]);
    const repaired = await readRollups(own.db, projectId);
    expect(repaired.days.filter(({ day }) => day < "2026-12")).toEqual(before.days);
    expect(repaired.agents).toEqual(before.agents);
  });
});

test("a difference names the row, the stored value and the ledger's value", async () => {
  await own.sql`update daily_spend set cost_micro_usd = 7 where project_id = ${projectId} and day = '2026-11-03'`;
  expect(await reconcile(own.tenantOf(projectId), projectId)).toEqual([
    {
      table: "daily_spend",
      row: "2026-11-03",
      column: "cost_micro_usd",
      stored: "7",
      ledger: "1000",
    },
  ]);
});
