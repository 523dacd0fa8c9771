import { getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as schema from "./index";

export interface StoredTable {
  name: string;
  /** The column names in the order of the definition. */
  columns: readonly string[];
}

const referencedBy = (table: PgTable): PgTable[] =>
  getTableConfig(table)
    .foreignKeys.map((key) => key.reference().foreignTable)
    .filter((other) => other !== table);

/** Sorts tables so that each table follows the tables that it references. */
function inForeignKeyOrder(tables: readonly PgTable[]): PgTable[] {
  const ordered = new Set<PgTable>();
  const place = (table: PgTable) => {
    referencedBy(table).forEach(place);
    ordered.add(table);
  };
  tables.filter((table) => referencedBy(table).length === 0).forEach(place);
  tables.forEach(place);
  return [...ordered];
}

/** All tables of the product, sorted so that each table follows the tables that its foreign keys reference. */
export const TABLES: readonly StoredTable[] = inForeignKeyOrder(
  Object.values<unknown>(schema).filter((value) => is(value, PgTable)),
).map((table) => ({
  name: getTableName(table),
  columns: getTableConfig(table).columns.map(({ name }) => name),
}));
