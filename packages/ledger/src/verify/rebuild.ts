import { projects, type TenantDatabase } from "@ai-cost/db";
import { eq, sql } from "drizzle-orm";
import { addToRollups, countIn, ROLLUPS } from "../read-model/rollups";
import { retryOnConflict } from "../unit-of-work/write-conflict";
import { pagesOfJobs, repairFirstCharges } from "./first-charges";
import { differencesOf, monthOfLedger } from "./ledger-month";
import { monthsOf } from "./months";

/** Called after each step. Gets a text for people that names the step, and the number of rows that the step changed. */
export type OnRebuilt = (step: string, changedRows: number) => void;

/**
 * Corrects a project's read model from the ledger, and returns the number of rows that it changed. It
 * first corrects the jobs' first charges, one page of jobs at a time. Then it corrects the months from
 * `firstMonth` on (`YYYY-MM`; all months by default), oldest first.
 *
 * For each month, one statement computes the differences in its snapshot and adds them to the rows. So a
 * reader sees either all repairs of a month or none, and correct rows do not change. After the last month,
 * the project is marked as having all rollups. Writers can continue during a rebuild, except on Citus,
 * which reads a month in several snapshots. After an interruption, the repaired months stay repaired.
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
  await db.write((tx) =>
    tx.update(projects).set({ hasAllRollups: true }).where(eq(projects.id, projectId)),
  );
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
 * Corrects one month. It locks the project's row, because two concurrent rebuilds would otherwise both add
 * the same missing amounts. Other writers do not wait for this lock: their foreign keys need only a weaker
 * one, which the lock permits.
 */
async function rebuildMonth(db: TenantDatabase, projectId: string, month: string): Promise<number> {
  const additions = addToRollups(
    ROLLUPS,
    projectId,
    (rollup) => sql`(${differencesOf(rollup, projectId, month)}) as difference`,
  );
  return retryOnConflict(db, async (tx) => {
    await tx.execute(sql`select from projects where id = ${projectId} for no key update`);
    const [row] = await tx.execute<{ changed: bigint }>(sql`
      with ${monthOfLedger(projectId, month)}, ${additions}
      select ${sql.join(
        ROLLUPS.map(({ written }) => countIn(written)),
        sql` + `,
      )} as changed`);
    return Number(row?.changed ?? 0);
  });
}
