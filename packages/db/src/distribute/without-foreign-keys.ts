import type { SqlTransaction } from "../connection/database";
import { TABLES } from "../schema/tables";

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/**
 * Drops the foreign keys from and to `tables`, runs `work` and adds the foreign keys again. The tables
 * are locked until `tx` ends.
 */
export async function withoutForeignKeys(
  tx: SqlTransaction,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const keys = await foreignKeysOf(tx, tables);
  await lock(tx, new Set([...tables, ...keys.map(({ table }) => table)]));
  for (const { table, name } of keys)
    await tx`alter table ${tx(table)} drop constraint ${tx(name)}`;
  await work();
  for (const { table, name, definition } of keys)
    await tx`alter table ${tx(table)} add constraint ${tx(name)} ${tx.unsafe(definition)}`;
}

const foreignKeysOf = (tx: SqlTransaction, tables: readonly string[]) =>
  tx<ForeignKey[]>`
    select owner.relname as table, conname as name,
      pg_get_constraintdef(pg_constraint.oid) as definition
    from pg_constraint
    join pg_class owner on owner.oid = conrelid
    join pg_class other on other.oid = confrelid
    where contype = 'f' and owner.relnamespace = 'public'::regnamespace
      and (owner.relname = any(${tables as string[]}) or other.relname = any(${tables as string[]}))
    order by owner.relname, conname`;

/**
 * Locks the tables in the same order as a migration, so that this transaction does not deadlock with
 * transactions that record charges.
 */
async function lock(tx: SqlTransaction, tables: ReadonlySet<string>): Promise<void> {
  for (const { name } of TABLES.toReversed())
    if (tables.has(name)) await tx`lock table ${tx(name)}`;
}
