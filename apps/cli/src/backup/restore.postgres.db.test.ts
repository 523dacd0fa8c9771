import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { QUIET, startProcess } from "@ai-cost/command/testing";
import { emptyDatabase, makeProject } from "@ai-cost/db/testing";
import { recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { afterAll, expect, test } from "vitest";
import { backUp } from "./back-up";
import { restore } from "./restore";
import { countStoredRows, storedRows } from "./testing/stored-rows";

const RESTORER = fileURLToPath(new URL("./testing/restore-process.ts", import.meta.url));
const now = new Date("2026-11-23T12:00:00.000Z");
const folder = mkdtempSync(join(tmpdir(), "restore-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "whole.sql.gz");

test("a restore that is killed in the middle leaves an empty database, and can be repeated", async () => {
  const source = await emptyDatabase();
  const target = await emptyDatabase();
  const projectId = await makeProject(source.db, "Atlas");
  const reports = Array.from({ length: 200 }, (_, day) =>
    usageReport({ at: new Date(now.getTime() - day * 86_400_000) }),
  );
  await recordUsage(source.tenantOf(projectId), { projectId, now }, reports);
  await backUp({ databaseUrl: source.databaseUrl, file, now, progress: QUIET });
  const { databaseUrl, sql } = target;
  await sql`
    create function linger() returns trigger language plpgsql as
      'begin perform pg_sleep(0.01); return new; end'`;
  await sql`create trigger linger before insert on credit_transactions for each row execute function linger()`;
  const restorer = startProcess(RESTORER, [databaseUrl, file]);
  const copying = async () =>
    (
      await sql`
        select from pg_stat_progress_copy
        where relid = 'credit_transactions'::regclass and tuples_processed between 5 and 100`
    ).length;
  await expect.poll(copying, { timeout: 30_000, interval: 20 }).toBe(1);
  await restorer.kill();
  await sql`drop trigger linger on credit_transactions`;
  expect(await countStoredRows(target)).toBe(0);
  await restore({ databaseUrl, file, progress: QUIET });
  expect(await storedRows(target)).toEqual(await storedRows(source));
});
