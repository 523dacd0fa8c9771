import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QUIET } from "@ai-cost/command/testing";
import { emptyDatabase, makeProject } from "@ai-cost/db/testing";
import { afterAll, expect, test } from "vitest";
import { recordUntil } from "../testing/record-until";
import { backUp } from "./back-up";
import { restore } from "./restore";

const now = new Date("2026-11-23T12:00:00.000Z");
const folder = mkdtempSync(join(tmpdir(), "backup-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a backup of a cluster has a consistent snapshot of each project, and is restored onto the machines", async () => {
  const source = await emptyDatabase();
  const target = await emptyDatabase();
  for (let number = 0; number < 16; number += 1) await makeProject(source.db);
  let isOver = false;
  const writing = recordUntil(source.databaseUrl, now, () => isOver);
  const charges = async () =>
    (await source.sql`select count(*)::int as count from credit_transactions`)[0]?.count;
  await expect.poll(charges, { timeout: 60_000 }).toBeGreaterThan(500);
  const file = join(folder, "projects.sql.gz");
  await backUp({ databaseUrl: source.databaseUrl, file, now, progress: QUIET });
  isOver = true;
  await writing;
  const { differing } = await restore({ databaseUrl: target.databaseUrl, file, progress: QUIET });
  expect(differing).toEqual([]);
  const [moved] = await target.sql`
    select count(distinct project_id)::int as projects from credit_transactions`;
  expect(moved?.projects).toBe(16);
});
