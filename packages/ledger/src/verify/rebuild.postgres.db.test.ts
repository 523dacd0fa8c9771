import { emptyDatabase, makeProject } from "@ai-cost/db/testing";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { rebuild, reconcile, recordUsage } from "../index";
import { usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const now = new Date("2026-11-23T12:00:00.000Z");

let own: Awaited<ReturnType<typeof emptyDatabase>>;
let projectId: string;
const tenantOf = (id: string) => own.tenantOf(id);

beforeAll(async () => {
  own = await emptyDatabase();
});

beforeEach(async () => {
  projectId = await makeProject(own.db);
  await recordUsage(tenantOf(projectId), { projectId, now }, [
    usageReport({ at: "2026-09-30T10:00:00Z", job: "j", finished: "completed" }),
    usageReport({ at: "2026-10-03T10:00:00Z", job: "j" }),
    usageReport({ at: "2026-11-04T10:00:00Z" }),
  ]);
});

const TABLES = ["daily_spend", "monthly_agent_spend", "monthly_run_spend"];

/** Changes every row of the read model, as a defect would. */
async function corrupt(): Promise<void> {
  for (const table of TABLES)
    await own.sql`update ${own.sql(table)} set cost_micro_usd = cost_micro_usd + 7 where project_id = ${projectId}`;
}

const rebuildProject = (onRebuilt?: (step: string, changedRows: number) => void) =>
  rebuild(tenantOf(projectId), projectId, onRebuilt);

const blockedPids = async () =>
  (
    await own.sql<{ pid: number }[]>`
      select pid from pg_stat_activity
      where datname = current_database() and pg_blocking_pids(pid) <> '{}'`
  ).map(({ pid }) => pid);

/**
 * Locks the last row of October that a rebuild writes, starts `rebuilds`, and runs `work` when all of them
 * wait for this lock.
 */
const whileBlocked = <Result>(
  rebuilds: () => Promise<unknown>[],
  count: number,
  work: (started: Promise<unknown>[]) => Promise<Result>,
) =>
  own.sql.begin(async (tx) => {
    await tx`select from daily_spend where project_id = ${projectId} and day = '2026-10-03' for update`;
    const started = rebuilds();
    await expect.poll(blockedPids, { timeout: 10_000 }).toHaveLength(count);
    return { result: await work(started), started };
  });

test("two concurrent rebuilds add a missing amount only once", async () => {
  await corrupt();
  const { started } = await whileBlocked(
    () => [rebuildProject(), rebuildProject()],
    2,
    async () => {},
  );
  await Promise.all(started);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a month is repaired as a whole: until then a reader sees nothing of it", async () => {
  const exact = await readRollups(own.db, projectId);
  await corrupt();
  const corrupted = await readRollups(own.db, projectId);
  const ofOctober = ({ days, agents, runs }: typeof exact) => ({
    days: days.filter(({ day }) => day.startsWith("2026-10")),
    agents: agents.filter(({ month }) => month === "2026-10"),
    runs: runs.filter(({ month }) => month === "2026-10"),
  });
  const { result, started } = await whileBlocked(
    () => [rebuildProject()],
    1,
    async () => readRollups(own.db, projectId),
  );
  expect(ofOctober(result)).toEqual(ofOctober(corrupted));
  await Promise.all(started);
  expect(await readRollups(own.db, projectId)).toEqual(exact);
});

test("a rebuild that is killed leaves each month exact or untouched, and the next one repairs the rest", async () => {
  await corrupt();
  await whileBlocked(
    () => [rebuildProject().catch(() => {})],
    1,
    async (started) => {
      for (const pid of await blockedPids()) await own.sql`select pg_terminate_backend(${pid})`;
      await Promise.all(started);
    },
  );
  const left = await reconcile(tenantOf(projectId), projectId);
  expect(new Set(left.map(({ row }) => row.slice(0, 7)))).toContain("2026-10");
  expect(left.filter(({ table, row }) => table !== "monthly_run_spend" && row < "2026-10")).toEqual(
    [],
  );
  const changed: Record<string, number> = {};
  await rebuildProject((step, rows) => {
    changed[step] = rows;
  });
  expect(changed).toEqual({
    "first charges of jobs, 2 checked": 0,
    "2026-09, month 1 of 3": 0,
    "2026-10, month 2 of 3": 3,
    "2026-11, month 3 of 3": 3,
  });
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("an exact read model stays exact for readers while it is rebuilt and written", async () => {
  const progress = { writes: 0, rebuilds: 0, reads: 0 };
  const isEnough = () => progress.writes >= 30 && progress.rebuilds >= 5 && progress.reads >= 10;
  const write = async () => {
    for (; !isEnough(); progress.writes += 1)
      await recordUsage(tenantOf(projectId), { projectId, now }, [
        usageReport({ at: "2026-10-20T10:00:00Z", job: `job ${progress.writes % 7}` }),
        usageReport({ at: `2026-0${1 + (progress.writes % 9)}-11T10:00:00Z`, job: "late" }),
      ]);
  };
  const rebuildAgain = async () => {
    for (; !isEnough(); progress.rebuilds += 1) expect(await rebuildProject()).toBe(0);
  };
  const read = async () => {
    for (; !isEnough(); progress.reads += 1)
      expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  };
  await Promise.all([write(), rebuildAgain(), read()]);
});

test("first charges are repaired over several pages of jobs while charges arrive", async () => {
  const jobs = Array.from({ length: 5_200 }, (_, index) => `job ${index}`);
  const charge = (of: readonly string[], at: string) =>
    recordUsage(
      tenantOf(projectId),
      { projectId, now },
      of.map((job) => usageReport({ at, job })),
    );
  await charge(jobs, "2026-11-05T10:00:00Z");
  await own.sql`update agent_jobs set first_charged_at = null where project_id = ${projectId}`;
  const steps: string[] = [];
  const writing = (async () => {
    for (let batch = 0; batch < 10; batch += 1)
      await charge(jobs.slice(batch * 520, batch * 520 + 50), "2026-10-05T10:00:00Z");
  })();
  await rebuildProject((step) => void steps.push(step));
  await writing;
  expect(steps.slice(0, 2)).toEqual([
    "first charges of jobs, 5,000 checked",
    "first charges of jobs, 5,202 checked",
  ]);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});
