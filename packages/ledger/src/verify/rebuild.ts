import type { TenantDatabase } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import { addToRollups } from "../read-model/rollups";
import { retryOnConflict } from "../unit-of-work/write-conflict";
import { pagesOfJobs, repairFirstCharges } from "./first-charges";
import { differencesOf, monthOfLedger } from "./ledger-month";
import { monthsOf } from "./months";

/** Called after each step with its name, for a person to read, and how many rows it changed. */
export type OnRebuilt = (step: string, changedRows: number) => void;

/**
 * Brings a project's read model back to what the ledger says, and returns how many rows that changed.
 * First come the jobs' first charges, a page of jobs at a time; then the months from `firstMonth` on
 * (`YYYY-MM`; all months by default), oldest first.
 *
 * For each month, one statement computes the differences in its snapshot and adds them to the rows. So
 * readers see a month repaired as a whole or not at all, and correct rows stay correct. Writers can go
 * on meanwhile, except on Citus, which reads a month in several snapshots. An interrupted rebuild keeps
 * what it has repaired.
 */
export async function rebuild(
  db: TenantDatabase,
  projectId: string,
  onRebuilt: OnRebuilt = () => {},
  firstMonth = "",
): Promise<number> {
  let changedRows = await rebuildJobs(db, projectId, onRebuilt);
  const months = await db.read((tx) => monthsOf(tx, projectId));
  for (const [index, month] of months.entries()) {
    if (month < firstMonth) continue;
    const changed = await rebuildMonth(db, projectId, month);
    changedRows += changed;
    onRebuilt(`${month}, month ${index + 1} of ${months.length}`, changed);
  }
  return changedRows;
}

async function rebuildJobs(
  db: TenantDatabase,
  projectId: string,
  onRebuilt: OnRebuilt,
): Promise<number> {
  let checked = 0;
  let changedRows = 0;
  for await (const { jobs, wrong } of pagesOfJobs(db.read, projectId)) {
    await repairFirstCharges(db, projectId, wrong);
    checked += jobs;
    changedRows += wrong.length;
    onRebuilt(`first charges of jobs, ${checked.toLocaleString("en-US")} checked`, wrong.length);
  }
  return changedRows;
}

/**
 * The lock on the project's row makes rebuilds take turns: two at once would each add what is missing.
 * No other writer waits for it, since foreign keys do not need this lock.
 */
async function rebuildMonth(db: TenantDatabase, projectId: string, month: string): Promise<number> {
  const additions = addToRollups(
    projectId,
    (rollup) => sql`(${differencesOf(rollup, projectId, month)}) as difference`,
  );
  return retryOnConflict(db, async (tx) => {
    await tx.execute(sql`select from projects where id = ${projectId} for no key update`);
    const [row] = await tx.execute<{ changed: bigint }>(sql`
      with ${monthOfLedger(projectId, month)}, ${additions}
      select (select count(*) from run_written) + (select count(*) from agent_written)
        + (select count(*) from day_written) as changed`);
    return Number(row?.changed ?? 0);
  });
}
