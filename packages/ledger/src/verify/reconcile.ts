import type { Executor, TenantDatabase } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { ROLLUPS, type Rollup } from "../read-model/rollups";
import { pagesOfJobs, type WrongJob } from "./first-charges";
import { differencesOf, monthOfLedger } from "./ledger-month";
import { monthsOf } from "./months";

/** One stored value that differs from the ledger. */
export interface Difference {
  table: string;
  /** The row's key without its project, such as `2026-11 research`. */
  row: string;
  column: string;
  stored: string;
  ledger: string;
}

/** The maximum number of differences in memory at a time. */
const DIFFERENCES_PER_PAGE = 1_000;

/**
 * Compares every row of a project's read model with a plain join of the three ledger tables, and every
 * ledger row's cost by kind with its amount. It reads one snapshot, so writers can continue. It passes the
 * differences to `onFound` page by page. Returns the number of differences, which is 0 when the read model
 * is exact.
 */
export async function findDifferences(
  db: TenantDatabase,
  projectId: string,
  onFound: (differences: readonly Difference[]) => void,
): Promise<number> {
  return db.read(async (tx) => {
    let count = 0;
    for await (const differences of differencesIn(tx, projectId)) {
      count += differences.length;
      onFound(differences);
    }
    return count;
  });
}

/** Returns all differences in one list. Use it only for a project that has few. */
export async function reconcile(db: TenantDatabase, projectId: string): Promise<Difference[]> {
  const found: Difference[] = [];
  await findDifferences(db, projectId, (differences) => void found.push(...differences));
  return found;
}

async function* differencesIn(tx: Executor, projectId: string): AsyncGenerator<Difference[]> {
  for await (const { wrong } of pagesOfJobs((work) => work(tx), projectId))
    yield wrong.map(firstChargeDifference);
  for (const month of await monthsOf(tx, projectId)) yield* monthDifferences(tx, projectId, month);
}

const firstChargeDifference = ({ id, stored, ledger }: WrongJob): Difference => ({
  table: "agent_jobs",
  row: id,
  column: "first_charged_at",
  stored: stored ?? "null",
  ledger: ledger ?? "null",
});

/** Selects the differences of a rollup, one row for each differing value. */
function differingValues(rollup: Rollup, projectId: string, month: string): SQL {
  const keys = rollup.keys.map(({ column }) => sql`${sql.identifier(column)}::text`);
  const values = rollup.amounts.map(({ column }) => {
    const stored = sql.identifier(`${column}_stored`);
    return sql`(${column}::text, ${stored}::text, (${stored} + ${sql.identifier(column)})::text)`;
  });
  return sql`
    select ${rollup.table}::text as "table", concat_ws(' ', ${sql.join(keys, sql`, `)}) as row, value.*
    from (${differencesOf(rollup, projectId, month)}) as difference
    cross join lateral (values ${sql.join(values, sql`, `)}) as value("column", stored, ledger)
    where stored <> ledger`;
}

/**
 * Selects the ledger rows whose cost by kind does not sum to their amount. `rebuild` cannot correct them,
 * because rows of the ledger never change.
 */
const wronglySplitCosts = sql`
  select 'credit_transactions' as "table", id::text as row, 'cost_by_kind' as "column",
    split.cost::text as stored, amount_micro_usd::text as ledger
  from ledger_row
  cross join lateral (
    select coalesce(sum(part.value::numeric), 0) as cost from jsonb_each_text(cost_by_kind) as part
  ) as split
  where cost_by_kind is not null and split.cost <> amount_micro_usd`;

async function* monthDifferences(
  tx: Executor,
  projectId: string,
  month: string,
): AsyncGenerator<Difference[]> {
  const rollups = ROLLUPS.map((rollup) => differingValues(rollup, projectId, month));
  await tx.execute(sql`
    declare found no scroll cursor for
    with ${monthOfLedger(projectId, month)}
    ${sql.join([...rollups, wronglySplitCosts], sql` union all `)}
    order by "table", row, "column"`);
  for (;;) {
    const page = await tx.execute<Difference & Record<string, unknown>>(
      sql`fetch ${sql.raw(String(DIFFERENCES_PER_PAGE))} from found`,
    );
    if (page.length > 0) yield [...page];
    if (page.length < DIFFERENCES_PER_PAGE) break;
  }
  await tx.execute(sql`close found`);
}
