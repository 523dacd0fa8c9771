import type { Node, RangeVar } from "@pgsql/types";
import { parsed, tenantTablesIn } from "./nodes";
import { queriesIn, referencesOf } from "./queries";
import { volatileIn } from "./volatile";
import { writtenRowProblems } from "./written-rows";

/** Whether the statement reads or writes a tenant's rows. */
export const isOnTenants = (text: string): boolean => tenantTablesIn(parsed(text)).length > 0;

/**
 * Why a database that keeps each project on one of many machines would refuse the statement, or run
 * it on all of them; empty when it goes to one. Every query in it has to pin each tenant's table that
 * it names to a bound project (`mayFanOut`: or to a bound list of them), by a condition that no other
 * can undo; rows are inserted for a bound project and stay in it; and nothing is asked that is another
 * value on each machine. A common table expression with a tenant's table's name counts as the table.
 */
export function pinProblems(text: string, { mayFanOut = false } = {}): string[] {
  const statement = parsed(text);
  const tables = tenantTablesIn(statement);
  if (tables.length === 0) return [];
  const queries = [...queriesIn(statement)];
  const references = queries.flatMap(referencesOf);
  const known = [...references.map(({ table }) => table), ...insertedInto(queries)];
  const unpinned = references.filter(
    ({ isPinned, isOfMany }) => !isPinned || (isOfMany && !mayFanOut),
  );
  return [
    ...unpinned.map(({ table, isOfMany }) =>
      isOfMany ? `${told(table)} is read of many projects` : `${told(table)} is not pinned`,
    ),
    ...tables
      .filter((table) => !known.includes(table))
      .map((table) => `${told(table)} stands where nothing pins it`),
    ...queries.flatMap(writtenRowProblems),
    ...volatileIn(statement).map((called) => `${called} is another value on each machine`),
  ];
}

const told = ({ relname, alias }: RangeVar): string =>
  alias ? `${relname} as ${alias.aliasname}` : String(relname);

const insertedInto = (queries: readonly Node[]): RangeVar[] =>
  queries.flatMap((query) => ("InsertStmt" in query ? (query.InsertStmt.relation ?? []) : []));
