import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { dayOf, monthOf } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { changeJobs, rebuild, reconcile, recordUsage, reportJob, reportRun } from "./index";
import { usageReport } from "./testing";

const { db, sql, tenantOf } = testDatabase({ maxConnections: 18 });

const now = new Date("2026-11-23T12:00:00.000Z");
const DAY_MS = 86_400_000;
const AGENT_TYPES = ["research", "testing", "security", "design", "release"];

/** 30 charges of fresh and shared jobs, dealt over 90 days in an order of the writer's own. */
const batchOf = (writer: number, batch: number) =>
  Array.from({ length: 30 }, (_, index) => {
    const scattered = (index * (7 + writer * 2) + batch * 11) % 90;
    const job = index % 3 === 0 ? `shared-${batch}-${index}` : `job-${writer}-${batch}-${index}`;
    return usageReport({
      key: `${writer}-${batch}-${index}`,
      run: `run-${scattered % 12}-${index % 3 === 0 ? `shared-${batch}-${index}` : writer}`,
      job,
      agentType: AGENT_TYPES[index % 3 === 0 ? index % 5 : (index + writer) % 5] ?? null,
      at: new Date(now.getTime() - scattered * DAY_MS),
    });
  });

/** Spoils one row of each surface at a time, as a defect would, and rebuilds, until the writers are done. */
async function spoilAndRebuild(
  projectId: string,
  progress: { rounds: number; isWriting: boolean },
) {
  for (; progress.isWriting; progress.rounds += 1) {
    const spoiled = new Date(now.getTime() - (progress.rounds % 90) * DAY_MS);
    await sql`update daily_spend set cost_micro_usd = cost_micro_usd + 12345, jobs = jobs - 3
      where project_id = ${projectId} and day = ${dayOf(spoiled)}`;
    await sql`update monthly_agent_spend set input_tokens = input_tokens + 99
      where project_id = ${projectId} and month = ${monthOf(spoiled)} and agent_type = 'testing'`;
    await rebuild(tenantOf(projectId), projectId);
  }
}

test("sixteen writers with fresh jobs over ninety days never wait in a circle, while it is spoiled and rebuilt", async () => {
  const projectId = await makeProject(db);
  const progress = { rounds: 0, isWriting: true };
  const rebuilding = spoilAndRebuild(projectId, progress);
  const writers = Array.from({ length: 16 }, async (_, writer) => {
    const outcomes = [];
    // For as long as it takes until it has been rebuilt some times meanwhile.
    for (let batch = 0; batch < 12 || progress.rounds < 4; batch += 1)
      outcomes.push(
        ...(await recordUsage(tenantOf(projectId), { projectId, now }, batchOf(writer, batch))),
      );
    return outcomes;
  });
  const outcomes = (
    await Promise.all(writers).finally(() => {
      progress.isWriting = false;
    })
  ).flat();
  await rebuilding;
  expect(outcomes.filter(({ outcome }) => outcome === "invalid")).toEqual([]);
  expect(outcomes.filter(({ outcome }) => outcome === "recorded").length).toBeGreaterThan(3_000);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
}, 120_000);

/** One reporter's turn with the runs and jobs that all of them open, charge, report and end at once. */
async function reportTurn(projectId: string, reporter: number, turn: number): Promise<string[]> {
  const scope = { projectId, now };
  const places = Array.from({ length: 6 }, (_, index) => (index * (reporter + 1) + turn) % 7);
  const at = new Date(now.getTime() - ((reporter * 5 + turn * 3) % 40) * DAY_MS);
  const reports = places.map((place) =>
    usageReport({
      key: `${reporter}-${turn}-${place}`,
      run: `r${turn}-${place % 3}`,
      job: `j${turn}-${place}`,
      agentType: null,
      at,
    }),
  );
  const outcomes: string[] = (await recordUsage(tenantOf(scope.projectId), scope, reports)).map(
    ({ outcome }) => outcome,
  );
  for (const place of places.slice(0, 3)) {
    const runExternalId = `r${turn}-${place % 3}`;
    const key = `${turn} ${place}`;
    const state = { content: {}, status: "queued", at: now };
    const answers = await Promise.all([
      reportRun(tenantOf(scope.projectId), scope, {
        ...state,
        idempotencyKey: key,
        externalId: runExternalId,
      }),
      reportJob(tenantOf(scope.projectId), scope, {
        ...state,
        idempotencyKey: `job ${key}`,
        externalId: `j${turn}-${place}`,
        runExternalId,
      }),
      changeJobs(
        tenantOf(scope.projectId),
        scope,
        places.map((named) => ({ externalId: `j${turn}-${named}`, agentType: "testing" })),
      ),
    ]);
    outcomes.push(...answers.flat().map(({ outcome }) => outcome));
  }
  return outcomes;
}

test("twelve reporters that open, charge, name and report the same runs and jobs never wait in a circle", async () => {
  const projectId = await makeProject(db);
  const reporters = Array.from({ length: 12 }, async (_, reporter) => {
    const outcomes = [];
    for (let turn = 0; turn < 8; turn += 1)
      outcomes.push(...(await reportTurn(projectId, reporter, turn)));
    return outcomes;
  });
  const outcomes = (await Promise.all(reporters)).flat();
  const countOf = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
  expect(countOf("conflict") + countOf("invalid")).toBe(0);
  const [kept] = await sql`
    select count(*)::int as keys from reported_changes where project_id = ${projectId}`;
  const [charged] = await sql`
    select count(*)::int as charges from credit_transactions where project_id = ${projectId}`;
  expect(countOf("recorded")).toBe(kept?.keys + charged?.charges);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
}, 120_000);
