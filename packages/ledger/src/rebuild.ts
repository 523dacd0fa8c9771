import { agentJobs, type TenantDatabase } from "@ai-cost/db";
import { and, eq, sql } from "drizzle-orm";
import { lockJob } from "./jobs";
import { monthsOf } from "./months";
import { addToSurfaces } from "./surfaces";
import { differencesOf, monthOfLedger } from "./truth";

/**
 * Brings a project's read model back to what the ledger says, a month at a time and each in one
 * statement that adds to every row the difference in its own snapshot. Readers get exact answers
 * and writers go on meanwhile; an interrupted run is simply run again. Answers how many rows of the
 * read model it changed.
 */
export async function rebuild(
  db: TenantDatabase,
  projectId: string,
  onMonth: (month: string, changedRows: number) => void = () => {},
): Promise<number> {
  await mendFirstCharges(db, projectId);
  let changedRows = 0;
  for (const month of await db.read((tx) => monthsOf(tx, projectId))) {
    const changed = await rebuildMonth(db, projectId, month);
    changedRows += changed;
    onMonth(month, changed);
  }
  return changedRows;
}

async function rebuildMonth(db: TenantDatabase, projectId: string, month: string): Promise<number> {
  const differences = addToSurfaces(
    projectId,
    (surface) => sql`(${differencesOf(surface, projectId, month)}) as difference`,
  );
  const [row] = await db.write((tx) =>
    tx.execute<{ changed: bigint }>(sql`
      with ${monthOfLedger(projectId, month)}, ${differences}
      select (select count(*) from run_written) + (select count(*) from agent_written)
        + (select count(*) from day_written) as changed`),
  );
  return Number(row?.changed ?? 0);
}

/** Each wrong one beneath its job's lock, where no charge can arrive between reading and writing. */
async function mendFirstCharges(db: TenantDatabase, projectId: string): Promise<void> {
  const wrong = await db.read((tx) =>
    tx.execute<{ id: string }>(sql`
      select job.id from agent_jobs as job
      left join (
        select agent_job_id, min(occurred_at) as at from credit_transactions
        where project_id = ${projectId} and kind = 'deduction' group by agent_job_id
      ) as truth on truth.agent_job_id = job.id
      where job.project_id = ${projectId} and job.first_charged_at is distinct from truth.at`),
  );
  for (const { id } of wrong) {
    await db.write(async (tx) => {
      await lockJob(tx, projectId, id);
      const first = sql`(
        select min(occurred_at) from credit_transactions
        where project_id = ${projectId} and agent_job_id = ${id} and kind = 'deduction')`;
      await tx
        .update(agentJobs)
        .set({ firstChargedAt: first })
        .where(and(eq(agentJobs.projectId, projectId), eq(agentJobs.id, id)));
    });
  }
}
