import { asOnlyMigrator } from "../apply-migrations";
import type { Sql, SqlTransaction } from "../client";
import { withoutForcedPolicies } from "../without-forced-policies";
import { DISTRIBUTED_TABLES, SHARDED_TABLES } from "./placement";
import { withoutForeignKeys } from "./without-foreign-keys";

/** Told of each table, of its rows, and how to move them. */
export type OnTable = (table: string, rows: bigint, move: () => Promise<void>) => Promise<void>;

/** Whether tables of the product are spread over the machines of a Citus cluster. */
export async function isDistributed(sql: Sql): Promise<boolean> {
  const [citus] = await sql`select to_regclass('pg_dist_partition') is not null as is_there`;
  return citus?.is_there === true && (await placedTables(sql)).some(({ isMoved }) => isMoved);
}

/**
 * Spreads the rows of projects over the cluster's machines, in one transaction: it is done whole or
 * not at all, and what is distributed already stays. Whoever uses the tables waits meanwhile. Throws,
 * and changes nothing, when a table has another number of rows afterwards.
 */
export const moveTables = (sql: Sql, onTable: OnTable): Promise<void> =>
  asOnlyMigrator(sql, (tx) => moveMissing(tx, onTable));

async function moveMissing(tx: SqlTransaction, onTable: OnTable): Promise<void> {
  const tables = await placedTables(tx);
  const missing = tables.filter(({ isMoved }) => !isMoved).map(({ name }) => name);
  if (missing.length === 0) return;
  const sharded = tables.filter(({ name }) => SHARDED_TABLES.includes(name));
  const neighbour = (sharded.find(({ isMoved }) => isMoved) ?? sharded[0])?.name ?? "";
  await tx.unsafe("set local statement_timeout = 0");
  await withoutForeignKeys(tx, missing, () =>
    // Citus reads and fills the tables as their owner, who by the policies would see no row.
    withoutForcedPolicies(tx, missing, async () => {
      for (const name of missing) await moveTable(tx, name, neighbour, onTable);
    }),
  );
}

async function moveTable(
  tx: SqlTransaction,
  name: string,
  neighbour: string,
  onTable: OnTable,
): Promise<void> {
  const rows = await countRows(tx, name);
  await onTable(name, rows, async () => {
    await place(tx, name, neighbour);
    await tx`select truncate_local_data_after_distributing_table(${name}::regclass)`;
  });
  const found = await countRows(tx, name);
  if (found !== rows)
    throw new Error(`${name} had ${rows} rows and has ${found} on the machines: nothing changed.`);
}

/** A project's rows of all tables on one machine: each table is cut as its neighbour is. */
const place = (tx: SqlTransaction, name: string, neighbour: string) =>
  SHARDED_TABLES.includes(name)
    ? tx`
        select create_distributed_table(${name}::regclass, 'project_id',
          colocate_with => ${name === neighbour ? "none" : neighbour})`
    : tx`select create_reference_table(${name}::regclass)`;

async function countRows(tx: SqlTransaction, name: string): Promise<bigint> {
  const [found] = await tx<{ rows: bigint }[]>`select count(*) as rows from ${tx(name)}`;
  return found?.rows ?? 0n;
}

/** Those of the distributed tables that there are, in their order, and whether they are distributed. */
const placedTables = (sql: Sql | SqlTransaction) =>
  sql<{ name: string; isMoved: boolean }[]>`
    select relname as name, coalesce(partmethod = 'h' or repmodel = 't', false) as "isMoved"
    from pg_class left join pg_dist_partition on logicalrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relname = any(${DISTRIBUTED_TABLES as string[]})
    order by array_position(${DISTRIBUTED_TABLES as string[]}::text[], relname::text)`;
