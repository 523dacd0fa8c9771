import { getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as schema from "./schema/index";

export interface StoredTable {
  name: string;
  /** In the order of its definition. */
  columns: readonly string[];
}

const referredBy = (table: PgTable): PgTable[] =>
  getTableConfig(table)
    .foreignKeys.map((key) => key.reference().foreignTable)
    .filter((other) => other !== table);

/** Each after all that it refers to; those that refer to none come first. */
function inForeignKeyOrder(tables: readonly PgTable[]): PgTable[] {
  const ordered = new Set<PgTable>();
  const place = (table: PgTable) => {
    referredBy(table).forEach(place);
    ordered.add(table);
  };
  tables.filter((table) => referredBy(table).length === 0).forEach(place);
  tables.forEach(place);
  return [...ordered];
}

/** Every table of the product, each after those that its foreign keys name. */
export const TABLES: readonly StoredTable[] = inForeignKeyOrder(
  Object.values<unknown>(schema).filter((value) => is(value, PgTable)),
).map((table) => ({
  name: getTableName(table),
  columns: getTableConfig(table).columns.map(({ name }) => name),
}));
