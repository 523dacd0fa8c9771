import { setTimeout as sleep } from "node:timers/promises";
import { countLockWaits, makeProject, testDatabase } from "@ai-cost/db/testing";
import { expect, test } from "vitest";
import { reconcile, recordUsage, updateJobs } from "../index";
import { usageReport } from "../testing";

const { db, sql, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
const at = "2026-11-03T10:00:00Z";

/** Resolves when a writer waits for a lock. */
async function untilLockWait(): Promise<void> {
  while ((await countLockWaits(sql)) === 0) await sleep(10);
}

/**
 * Runs `work` into a deadlock: locks a project's rows of two tables in the opposite order. Postgres
 * resolves the deadlock by aborting the transaction of `work`.
 */
async function inDeadlock<Result>(
  projectId: string,
  [later, earlier]: [string, string],
  work: () => Promise<Result>,
): Promise<PromiseSettledResult<Result>[]> {
  const { settled } = await sql.begin(async (tx) => {
    const lock = (table: string) =>
      tx`select from ${tx(table)} where project_id = ${projectId} for update`;
    await tx`set local deadlock_timeout = '1min'`;
    await lock(later);
    const settled = Promise.allSettled([work()]);
    await untilLockWait();
    await lock(earlier);
    return { settled };
  });
  return settled;
}

test("usage whose transaction is aborted in a deadlock is retried and recorded once", async () => {
  const projectId = await makeProject(db);
  const scope = { projectId, now };
  await recordUsage(tenantOf(projectId), scope, [usageReport({ at })]);
  const record = () => recordUsage(tenantOf(projectId), scope, [usageReport({ at, job: "late" })]);
  expect(await inDeadlock(projectId, ["daily_spend", "monthly_agent_spend"], record)).toMatchObject(
    [{ status: "fulfilled", value: [{ outcome: "recorded" }] }],
  );
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a job update whose transaction is aborted in a deadlock is retried", async () => {
  const projectId = await makeProject(db);
  const scope = { projectId, now };
  const unnamed = usageReport({ at, job: "unnamed", agentType: null });
  await recordUsage(tenantOf(projectId), scope, [unnamed]);
  const name = () =>
    updateJobs(tenantOf(projectId), scope, [{ externalId: "unnamed", agentType: "testing" }]);
  expect(await inDeadlock(projectId, ["monthly_agent_spend", "agent_jobs"], name)).toMatchObject([
    { status: "fulfilled", value: [{ outcome: "recorded" }] },
  ]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});
