import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { dayOf, monthOf } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { rebuild, reconcile, recordUsage, reportJob, reportRun, updateJobs } from "./index";
import { usageReport } from "./testing";

const { db, sql, tenantOf } = testDatabase({ maxConnections: 18 });

const now = new Date("2026-11-23T12:00:00.000Z");
const DAY_MS = 86_400_000;
const AGENT_TYPES = ["research", "testing", "security", "design", "release"];

/**
 * Makes 30 charges over 90 days. Some of their jobs are shared by all writers. The order of the days
 * differs for each writer.
 */
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

/**
 * Corrupts one row of each of two rollups, as a defect would, and rebuilds them. Repeats this until the
 * writers are done.
 */
async function corruptAndRebuild(
  projectId: string,
  progress: { rounds: number; isWriting: boolean },
) {
  for (; progress.isWriting; progress.rounds += 1) {
    const corruptedAt = new Date(now.getTime() - (progress.rounds % 90) * DAY_MS);
    await sql`update daily_spend set cost_micro_usd = cost_micro_usd + 12345, jobs = jobs - 3
      where project_id = ${projectId} and day = ${dayOf(corruptedAt)}`;
    await sql`update monthly_agent_spend set input_tokens = input_tokens + 99
      where project_id = ${projectId} and month = ${monthOf(corruptedAt)} and agent_type = 'testing'`;
    await rebuild(tenantOf(projectId), projectId);
  }
}

test("sixteen writers with new jobs over ninety days never deadlock while the read model is corrupted and rebuilt", async () => {
  const projectId = await makeProject(db);
  const progress = { rounds: 0, isWriting: true };
  const rebuilding = corruptAndRebuild(projectId, progress);
  const writers = Array.from({ length: 16 }, async (_, writer) => {
    const outcomes = [];
    // Each writer writes at least 12 batches, and continues until there have been four rebuilds.
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

interface TurnOutcomes {
  reports: string[];
  updates: string[];
}

/**
 * Sends the reports of one reporter. All reporters create, charge, name and report the same runs and jobs
 * concurrently.
 */
async function reportTurn(
  projectId: string,
  reporter: number,
  turn: number,
): Promise<TurnOutcomes> {
  const [db, scope] = [tenantOf(projectId), { projectId, now }];
  const places = Array.from({ length: 6 }, (_, index) => (index * (reporter + 1) + turn) % 7);
  const jobName = (place: number) => `j${turn}-${place}`;
  const runName = (place: number) => `r${turn}-${place % 3}`;
  const at = new Date(now.getTime() - ((reporter * 5 + turn * 3) % 40) * DAY_MS);
  const usage = places.map((place) =>
    usageReport({
      key: `${reporter}-${turn}-${place}`,
      run: runName(place),
      job: jobName(place),
      agentType: null,
      at,
    }),
  );
  const names = places.map((place) => ({ externalId: jobName(place), agentType: "testing" }));
  const outcomes: TurnOutcomes = { reports: [], updates: [] };
  for (const { outcome } of await recordUsage(db, scope, usage)) outcomes.reports.push(outcome);
  for (const place of places.slice(0, 3)) {
    const key = `${turn} ${place}`;
    const state = { content: {}, status: "queued", at: now };
    const run = { ...state, idempotencyKey: key, externalId: runName(place) };
    const job = {
      ...state,
      idempotencyKey: `job ${key}`,
      externalId: jobName(place),
      runExternalId: runName(place),
    };
    const [ofRun, ofJob, ofUpdates] = await Promise.all([
      reportRun(db, scope, run),
      reportJob(db, scope, job),
      updateJobs(db, scope, names),
    ]);
    outcomes.reports.push(ofRun.outcome, ofJob.outcome);
    outcomes.updates.push(...ofUpdates.map(({ outcome }) => outcome));
  }
  return outcomes;
}

test("twelve reporters that create, charge, name and report the same runs and jobs never deadlock", async () => {
  const projectId = await makeProject(db);
  const reporters = Array.from({ length: 12 }, async (_, reporter) => {
    const turns = [];
    for (let turn = 0; turn < 8; turn += 1) turns.push(await reportTurn(projectId, reporter, turn));
    return turns;
  });
  const turns = (await Promise.all(reporters)).flat();
  const reports = turns.flatMap((turn) => turn.reports);
  const updates = turns.flatMap((turn) => turn.updates);
  const isAccepted = (outcome: string) => outcome === "recorded" || outcome === "duplicate";
  expect([...reports, ...updates].filter((outcome) => !isAccepted(outcome))).toEqual([]);
  const [reported] = await sql`
    select count(*)::int as keys from reported_changes where project_id = ${projectId}`;
  const [charged] = await sql`
    select count(*)::int as charges from credit_transactions where project_id = ${projectId}`;
  expect(reports.filter((outcome) => outcome === "recorded")).toHaveLength(
    reported?.keys + charged?.charges,
  );
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
}, 120_000);
