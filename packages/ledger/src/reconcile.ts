import type { Executor, TenantDatabase } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { monthsOf } from "./months";
import { AGENT_SURFACE, DAY_SURFACE, RUN_SURFACE, type Surface } from "./surfaces";
import { differencesOf, monthOfLedger } from "./truth";

/** One stored value that is not what the ledger says. */
export interface Difference {
  surface: string;
  /** The row's key beneath its project, such as `2026-11 research`. */
  row: string;
  column: string;
  stored: string;
  ledger: string;
}

const SURFACES = [DAY_SURFACE, AGENT_SURFACE, RUN_SURFACE];

/**
 * Compares every row of a project's read model with the plain three-table join, in one snapshot, so
 * that writers may go on. Empty when all is exact.
 */
export async function reconcile(db: TenantDatabase, projectId: string): Promise<Difference[]> {
  return db.read(async (tx) => {
    const differences = await firstChargeDifferences(tx, projectId);
    for (const month of await monthsOf(tx, projectId))
      differences.push(...(await monthDifferences(tx, projectId, month)));
    return differences;
  });
}

/** A surface's differences, one row for each value. */
function valuesThatDiffer(surface: Surface, projectId: string, month: string): SQL {
  const keys = surface.keys.map(({ column }) => sql`${sql.identifier(column)}::text`);
  const values = surface.amounts.map(({ column }) => {
    const stored = sql.identifier(`${column}_stored`);
    return sql`(${column}::text, ${stored}::text, (${stored} + ${sql.identifier(column)})::text)`;
  });
  return sql`
    select ${surface.table}::text as surface, concat_ws(' ', ${sql.join(keys, sql`, `)}) as row, value.*
    from (${differencesOf(surface, projectId, month)}) as difference
    cross join lateral (values ${sql.join(values, sql`, `)}) as value("column", stored, ledger)
    where stored <> ledger`;
}

async function monthDifferences(tx: Executor, projectId: string, month: string) {
  const surfaces = SURFACES.map((surface) => valuesThatDiffer(surface, projectId, month));
  return tx.execute<Difference & Record<string, unknown>>(sql`
    with ${monthOfLedger(projectId, month)}
    ${sql.join(surfaces, sql` union all `)}
    order by surface, row, "column"`);
}

async function firstChargeDifferences(tx: Executor, projectId: string): Promise<Difference[]> {
  const jobs = await tx.execute<Difference & Record<string, unknown>>(sql`
    select 'agent_jobs' as surface, job.id::text as row, 'first_charged_at' as "column",
      coalesce(job.first_charged_at::text, 'null') as stored, coalesce(truth.at::text, 'null') as ledger
    from agent_jobs as job
    left join (
      select agent_job_id, min(occurred_at) as at from credit_transactions
      where project_id = ${projectId} and kind = 'deduction' group by agent_job_id
    ) as truth on truth.agent_job_id = job.id
    where job.project_id = ${projectId} and job.first_charged_at is distinct from truth.at`);
  return [...jobs];
}
