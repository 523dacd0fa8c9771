import { createDatabase } from "@ai-cost/db";
import { makeProject, testDatabase, usageReport } from "@ai-cost/devkit/testing";
import { afterAll, expect, test } from "vitest";
import { rebuild, reconcile, recordUsage } from "./index";

const { databaseUrl } = testDatabase();
const { db, close } = createDatabase(databaseUrl, { maxConnections: 18 });
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

test("sixteen writers with fresh jobs over ninety days never wait in a circle, while it is rebuilt", async () => {
  const projectId = await makeProject(db);
  let isWriting = true;
  const rebuilding = (async () => {
    let rounds = 0;
    for (; isWriting; rounds += 1) await rebuild(db, projectId);
    return rounds;
  })();
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
  expect(await rebuilding).toBeGreaterThan(0);
  expect(outcomes.filter(({ outcome }) => outcome === "invalid")).toEqual([]);
  expect(outcomes.filter(({ outcome }) => outcome === "recorded").length).toBeGreaterThan(3_000);
  expect(await reconcile(db, projectId)).toEqual([]);
}, 120_000);
