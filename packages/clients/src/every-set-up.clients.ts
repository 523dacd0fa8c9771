import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDatabase } from "@ai-cost/db/testing";
import { ingestServer, type ReportedProject } from "@ai-cost/ingest/testing/ingest-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CheckedSetUp, checkSetUp } from "./check-set-up";
import { reportOf } from "./report";
import { SET_UPS } from "./set-ups";
import { NOT_RUN, SET_UPS_ON_DEMAND } from "./set-ups-on-demand";

const FOLDER = join(import.meta.dirname, "..");
const INSTALLED = [
  ...SET_UPS.map((setUp) => ({ setUp, folder: FOLDER })),
  ...SET_UPS_ON_DEMAND.map((setUp) => ({ setUp, folder: join(FOLDER, "on-demand") })),
];

const database = testDatabase();
const checked: CheckedSetUp[] = [];
let newProject: () => Promise<ReportedProject>;

beforeAll(async () => {
  newProject = await ingestServer(database, () => new Date());
});

afterAll(() => {
  const report = reportOf(checked, NOT_RUN);
  console.log(report);
  if (checked.length === INSTALLED.length)
    writeFileSync(join(FOLDER, "reports", "clients.md"), `${report}\n`);
});

for (const { setUp, folder } of INSTALLED)
  test(setUp.id, async () => {
    const result = await checkSetUp(setUp, folder, { database, newProject });
    checked.push(result);
    expect(result.problems).toEqual([]);
  });
