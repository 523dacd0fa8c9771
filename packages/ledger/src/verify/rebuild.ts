import type { TenantDatabase } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import { addToSurfaces } from "../read-model/rollups";
import { untilSettled } from "../unit-of-work/write-conflict";
import { mendFirstCharges, pagesOfJobs } from "./first-charges";
import { differencesOf, monthOfLedger } from "./ledger-month";
import { monthsOf } from "./months";

/** What a rebuild has done last, as a person reads it, and how many rows that changed. */
export type OnRebuilt = (step: string, changedRows: number) => void;

/**
 * Brings a project's read model back to what the ledger says: first its jobs' first charges, a page
 * of jobs at a time, then the months from `firstMonth` on (`YYYY-MM`, every month by default), oldest
 * first and each in one statement that adds to every row the difference in its own snapshot. Readers
 * get exact answers of what is exact and see a month mended at once or not at all; writers go on
 * meanwhile, but not on Citus, which reads a month in several snapshots. What an interrupted run has
 * mended stays exact. Answers how many rows it changed.
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
    await mendFirstCharges(db, projectId, wrong);
    checked += jobs;
    changedRows += wrong.length;
    onRebuilt(`first charges of jobs, ${checked.toLocaleString("en-US")} looked at`, wrong.length);
  }
  return changedRows;
}

/**
 * The lock on the project's row is another rebuild's turn: each would add what was missing before
 * either had. Nobody else waits for it, since references to the row pass it.
 */
async function rebuildMonth(db: TenantDatabase, projectId: string, month: string): Promise<number> {
  const differences = addToSurfaces(
    projectId,
    (surface) => sql`(${differencesOf(surface, projectId, month)}) as difference`,
  );
  return untilSettled(db, async (tx) => {
    await tx.execute(sql`select from projects where id = ${projectId} for no key update`);
    const [row] = await tx.execute<{ changed: bigint }>(sql`
      with ${monthOfLedger(projectId, month)}, ${differences}
      select (select count(*) from run_written) + (select count(*) from agent_written)
        + (select count(*) from day_written) as changed`);
    return Number(row?.changed ?? 0);
  });
}
