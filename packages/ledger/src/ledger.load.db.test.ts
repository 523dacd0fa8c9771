import { createDatabase } from "@ai-cost/db";
import { makeProject, testDatabase, usageReport } from "@ai-cost/devkit/testing";
import { dayOf, monthOf } from "@ai-cost/domain";
import { afterAll, expect, test } from "vitest";
import { rebuild, reconcile, recordUsage } from "./index";

const { databaseUrl } = testDatabase();
const { db, sql, close } = createDatabase(databaseUrl, { maxConnections: 18 });
afterAll(close);

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
async function spoilAndRebuild(projectId: string, isWriting: () => boolean): Promise<number> {
  let rounds = 0;
  for (; isWriting(); rounds += 1) {
    const spoiled = new Date(now.getTime() - (rounds % 90) * DAY_MS);
    await sql`update daily_spend set cost_micro_usd = cost_micro_usd + 12345, jobs = jobs - 3
      where project_id = ${projectId} and day = ${dayOf(spoiled)}`;
    await sql`update monthly_agent_spend set input_tokens = input_tokens + 99
      where project_id = ${projectId} and month = ${monthOf(spoiled)} and agent_type = 'testing'`;
    await rebuild(db, projectId);
  }
  return rounds;
}

test("sixteen writers with fresh jobs over ninety days never wait in a circle, while it is spoiled and rebuilt", async () => {
  const projectId = await makeProject(db);
  let isWriting = true;
  const rebuilding = spoilAndRebuild(projectId, () => isWriting);
  const writers = Array.from({ length: 16 }, async (_, writer) => {
    const outcomes = [];
    for (let batch = 0; batch < 12; batch += 1)
      outcomes.push(...(await recordUsage(db, { projectId, now }, batchOf(writer, batch))));
    return outcomes;
  });
  const outcomes = (
    await Promise.all(writers).finally(() => {
      isWriting = false;
    })
  ).flat();
  expect(await rebuilding).toBeGreaterThan(3);
  expect(outcomes.filter(({ outcome }) => outcome === "invalid")).toEqual([]);
  expect(outcomes.filter(({ outcome }) => outcome === "recorded").length).toBeGreaterThan(3_000);
  expect(await reconcile(db, projectId)).toEqual([]);
}, 120_000);
