import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { rebuild, reconcile } from "@ai-cost/ledger";
import { expect, test } from "vitest";
import { sendEveryKindOfReport } from "../testing/every-kind-of-report";
import { temporaryFiles } from "../testing/import-csv";
import stored from "./charges-of-first-version.json";

const { db, sql, tenantOf } = testDatabase();
const writeFile = temporaryFiles();
const NOW = new Date("2026-05-23T12:00:00.000Z");

/**
 * Loads the rows that version 0.1.0 recorded for the reports of `sendEveryKindOfReport`, three days before
 * `NOW`. Never generate these rows again: the test needs the keys and content hashes of that version.
 */
async function loadStoredCharges(projectId: string): Promise<void> {
  const tables = [
    ["pipeline_runs", stored.runs],
    ["agent_jobs", stored.jobs],
    ["credit_transactions", stored.charges],
  ] as const;
  for (const [table, rows] of tables)
    await sql`
      insert into ${sql(table)}
      select row.* from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as stored
      cross join lateral jsonb_populate_record(
        null::${sql(table)}, stored || jsonb_build_object('project_id', ${projectId}::text)
      ) as row`;
  await rebuild(tenantOf(projectId), projectId);
}

const storedCharges = (projectId: string) =>
  sql`select * from credit_transactions where project_id = ${projectId} order by id`;

test("reports of charges that version 0.1.0 recorded count no second time", async () => {
  const [projectId, otherId] = [await makeProject(db), await makeProject(db)];
  await loadStoredCharges(projectId);
  const before = await storedCharges(projectId);
  expect(before).toHaveLength(21);
  const context = { db: tenantOf(projectId), projectId, now: NOW };
  for (let times = 0; times < 2; times += 1)
    expect(await sendEveryKindOfReport(context, writeFile)).toEqual({ recorded: 0, refused: 0 });
  expect(await storedCharges(projectId)).toEqual(before);
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  expect(await storedCharges(otherId)).toEqual([]);
});

test("the same reports are new to a project without these charges", async () => {
  const projectId = await makeProject(db);
  const context = { db: tenantOf(projectId), projectId, now: NOW };
  expect(await sendEveryKindOfReport(context, writeFile)).toEqual({ recorded: 10, refused: 0 });
  expect(await storedCharges(projectId)).toHaveLength(21);
});
