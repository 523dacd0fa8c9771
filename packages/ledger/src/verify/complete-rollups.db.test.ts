import { dailyUsage, projects } from "@ai-cost/db";
import { makeProject, ownedDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { reconcile, recordUsage } from "../index";
import { usageReport } from "../testing";
import { completeRollups } from "./complete-rollups";

const database = await ownedDatabase();
const { db, databaseUrl, tenantOf } = database;
const now = new Date("2026-11-23T12:00:00.000Z");

/**
 * Creates a project in the state after an update of the software: it has a ledger, but not yet the rollup
 * that the update added.
 */
async function makeUpdatedProject(): Promise<string> {
  const projectId = await makeProject(db);
  const reports = ["2026-09-01", "2026-10-01", "2026-11-01"].map((day) =>
    usageReport({ at: `${day}T10:00:00Z` }),
  );
  await recordUsage(tenantOf(projectId), { projectId, now }, reports);
  await db.delete(dailyUsage).where(eq(dailyUsage.projectId, projectId));
  await db.update(projects).set({ hasAllRollups: false }).where(eq(projects.id, projectId));
  return projectId;
}

const isComplete = async (projectId: string) =>
  (await db.select().from(projects).where(eq(projects.id, projectId)))[0]?.hasAllRollups;

test("fills a new rollup of every project once, and continues after an interruption", async () => {
  const ids = [await makeUpdatedProject(), await makeUpdatedProject()];
  const untouched = await makeProject(db);
  const stopping = new AbortController();
  const lines: string[] = [];
  const stopAfterFirst = (line: string) => {
    lines.push(line);
    if (lines.length === 2) stopping.abort();
  };
  await completeRollups(databaseUrl, stopAfterFirst, stopping.signal);
  expect((await Promise.all(ids.map(isComplete))).sort()).toEqual([false, true]);

  await completeRollups(databaseUrl, (line) => lines.push(line), new AbortController().signal);
  expect(await Promise.all([...ids, untouched].map(isComplete))).toEqual([true, true, true]);
  for (const id of ids) expect(await reconcile(tenantOf(id), id)).toEqual([]);
  expect(lines.at(-1)).toBe("The earlier usage of all projects is added up");

  await completeRollups(databaseUrl, () => expect.unreachable(), new AbortController().signal);
});
