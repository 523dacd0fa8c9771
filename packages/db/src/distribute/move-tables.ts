import type { Sql, SqlTransaction } from "../connection/database";
import { withMigrationLock } from "../migrations/migration-lock";
import { withoutForcedPolicies } from "../tenancy/without-forced-policies";
import { DISTRIBUTED_TABLES, SHARDED_TABLES } from "./placement";
import { withoutForeignKeys } from "./without-foreign-keys";

/**
 * Called with a table's name and number of rows before the table is moved. It must call `move`, which
 * moves the table.
 */
export type OnTable = (table: string, rows: bigint, move: () => Promise<void>) => Promise<void>;

/** Whether the database's tables are distributed over the machines of a Citus cluster. */
export async function isDistributed(sql: Sql): Promise<boolean> {
  const [citus] = await sql`select to_regclass('pg_dist_partition') is not null as is_there`;
  return citus?.is_there === true && (await findTables(sql)).some(({ isMoved }) => isMoved);
}

/**
 * Distributes the tables that are not yet distributed, in one transaction. Readers and writers of the
 * tables wait until it ends. Throws, and changes nothing, when a table has a different number of rows
 * afterwards.
 */
export const moveTables = (sql: Sql, onTable: OnTable): Promise<void> =>
  withMigrationLock(sql, (tx) => moveMissing(tx, onTable));

async function moveMissing(tx: SqlTransaction, onTable: OnTable): Promise<void> {
  const tables = await findTables(tx);
  const missing = tables.filter(({ isMoved }) => !isMoved).map(({ name }) => name);
  if (missing.length === 0) return;
  const sharded = tables.filter(({ name }) => SHARDED_TABLES.includes(name));
  const colocated = (sharded.find(({ isMoved }) => isMoved) ?? sharded[0])?.name ?? "";
  await tx.unsafe("set local statement_timeout = 0");
  await withoutForeignKeys(tx, missing, () =>
    // Citus reads and fills the tables as their owner. The forced policies would hide all rows from the
    // owner.
    withoutForcedPolicies(tx, missing, async () => {
      for (const name of missing) await moveTable(tx, name, colocated, onTable);
    }),
  );
}

async function moveTable(
  tx: SqlTransaction,
  name: string,
  colocated: string,
  onTable: OnTable,
): Promise<void> {
  const rows = await countRows(tx, name);
  await onTable(name, rows, async () => {
    await place(tx, name, colocated);
    await tx`select truncate_local_data_after_distributing_table(${name}::regclass)`;
  });
  const found = await countRows(tx, name);
  if (found !== rows)
    throw new Error(
      `The table ${name} had ${rows} rows and has ${found} after it was distributed. Nothing was changed.`,
    );
}

/**
 * Returns the statement that distributes a table. All tables are colocated by project, so that the rows
 * of one project are on one machine.
 */
const place = (tx: SqlTransaction, name: string, colocated: string) =>
  SHARDED_TABLES.includes(name)
    ? tx`
        select create_distributed_table(${name}::regclass, 'project_id',
          colocate_with => ${name === colocated ? "none" : colocated})`
    : tx`select create_reference_table(${name}::regclass)`;

async function countRows(tx: SqlTransaction, name: string): Promise<bigint> {
  const [found] = await tx<{ rows: bigint }[]>`select count(*) as rows from ${tx(name)}`;
  return found?.rows ?? 0n;
}

/** Finds the existing tables of `DISTRIBUTED_TABLES`, in the same order, and whether each table is distributed. */
const findTables = (sql: Sql | SqlTransaction) =>
  sql<{ name: string; isMoved: boolean }[]>`
    select relname as name, coalesce(partmethod = 'h' or repmodel = 't', false) as "isMoved"
    from pg_class left join pg_dist_partition on logicalrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relname = any(${DISTRIBUTED_TABLES as string[]})
    order by array_position(${DISTRIBUTED_TABLES as string[]}::text[], relname::text)`;
