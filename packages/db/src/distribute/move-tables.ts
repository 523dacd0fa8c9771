import { asOnlyMigrator, whenUnlocked } from "../apply-migrations";
import type { Sql, SqlTransaction } from "../client";
import { TABLES } from "../tables";
import { withoutForcedPolicies } from "../without-forced-policies";
import { DISTRIBUTED_TABLES, SHARDED_TABLES } from "./placement";

/** Told of each table before its rows are moved. */
export type OnTable = (table: string, rows: bigint, move: () => Promise<void>) => Promise<void>;

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/** Whether tables of the product are spread over the machines of a Citus cluster. */
export async function isDistributed(sql: Sql | SqlTransaction): Promise<boolean> {
  const [citus] = await sql`select to_regclass('pg_dist_partition') is not null as is_there`;
  return citus?.is_there === true && (await distributedTables(sql)).length > 0;
}

/**
 * Spreads the rows of projects over the cluster's machines, in one transaction: it is done whole or
 * not at all, and what is distributed already stays. Whoever uses the tables waits meanwhile. Throws,
 * and changes nothing, when a table has another number of rows afterwards.
 */
export const moveTables = (sql: Sql, onTable: OnTable): Promise<void> =>
  whenUnlocked(() => asOnlyMigrator(sql, (tx) => moveMissing(tx, onTable)));

async function moveMissing(tx: SqlTransaction, onTable: OnTable): Promise<void> {
  const done = await distributedTables(tx);
  const missing = DISTRIBUTED_TABLES.filter((name) => !done.includes(name));
  if (missing.length === 0) return;
  await tx.unsafe("set local statement_timeout = 0");
  const keys = await foreignKeysOf(tx, missing);
  await lock(tx, [...missing, ...keys.map(({ table }) => table)]);
  for (const { table, name } of keys) await tx`alter table ${tx(table)} drop constraint ${tx(name)}`;
  const [anchor = ""] = SHARDED_TABLES.toSorted(
    (a, b) => Number(done.includes(b)) - Number(done.includes(a)),
  );
  await withoutForcedPolicies(tx, missing, async () => {
    for (const name of missing) await moveTable(tx, name, anchor, onTable);
  });
  for (const { table, name, definition } of keys)
    await tx.unsafe(`alter table "${table}" add constraint "${name}" ${definition}`);
}

async function moveTable(
  tx: SqlTransaction,
  name: string,
  anchor: string,
  onTable: OnTable,
): Promise<void> {
  const rows = await countRows(tx, name);
  await onTable(name, rows, async () => {
    await spread(tx, name, anchor);
    await tx`select truncate_local_data_after_distributing_table(${name}::regclass)`;
  });
  const found = await countRows(tx, name);
  if (found !== rows)
    throw new Error(`${name} had ${rows} rows and has ${found} on the machines: nothing is changed.`);
}

const spread = (tx: SqlTransaction, name: string, anchor: string) => {
  if (!SHARDED_TABLES.includes(name)) return tx`select create_reference_table(${name}::regclass)`;
  const neighbour = name === anchor ? "none" : anchor;
  return tx`
    select create_distributed_table(${name}::regclass, 'project_id', colocate_with => ${neighbour})`;
};

async function distributedTables(sql: Sql | SqlTransaction): Promise<string[]> {
  const found = await sql<{ name: string }[]>`
    select relname as name from pg_dist_partition join pg_class on pg_class.oid = logicalrelid
    where relname = any(${DISTRIBUTED_TABLES as string[]})
      and relnamespace = 'public'::regnamespace and (partmethod = 'h' or repmodel = 't')`;
  return found.map(({ name }) => name);
}

/** Those from and to `tables`. Citus takes a table without them, and they are made again afterwards. */
const foreignKeysOf = (tx: SqlTransaction, tables: readonly string[]) =>
  tx<ForeignKey[]>`
    select owner.relname as table, conname as name, pg_get_constraintdef(constraints.oid) as definition
    from pg_constraint constraints
    join pg_class owner on owner.oid = conrelid
    join pg_class other on other.oid = confrelid
    where contype = 'f' and conparentid = 0 and owner.relnamespace = 'public'::regnamespace
      and (owner.relname = any(${tables as string[]}) or other.relname = any(${tables as string[]}))
    order by owner.relname, conname`;

/** In the order of a migration, so that it and the charges under way do not wait for each other. */
async function lock(tx: SqlTransaction, tables: readonly string[]): Promise<void> {
  for (const { name } of TABLES.toReversed())
    if (tables.includes(name)) await tx`lock table ${tx(name)}`;
}

async function countRows(tx: SqlTransaction, name: string): Promise<bigint> {
  const [found] = await tx<{ rows: bigint }[]>`select count(*) as rows from ${tx(name)}`;
  return found?.rows ?? 0n;
}
