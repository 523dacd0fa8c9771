import type { Node, RangeVar } from "@pgsql/types";
import { parsed, tenantTablesIn } from "./nodes";
import { queriesIn, referencesOf } from "./queries";
import { volatileIn } from "./volatile";
import { writtenRowProblems } from "./written-rows";

/** Whether a statement reads or writes tenant tables. */
export const usesTenantTables = (text: string): boolean => tenantTablesIn(parsed(text)).length > 0;

/**
 * Returns a sentence for each reason why a statement does not run on exactly one machine of a database
 * that is distributed by project. The list is empty when the statement
 * - has, in every query, a tenant predicate for each tenant table: `project_id = $1` in a position where
 *   no other condition can make it ineffective. With `mayReadManyProjects`, `project_id = any($1)` is
 *   enough;
 * - inserts rows for a project that is a parameter, and moves no row to another project;
 * - calls no function whose value differs between machines.
 * A common table expression with the name of a tenant table counts as the table. Throws Postgres's
 * syntax error.
 */
export function tenantPredicateProblems(
  text: string,
  { mayReadManyProjects = false } = {},
): string[] {
  const statement = parsed(text);
  const tables = tenantTablesIn(statement);
  if (tables.length === 0) return [];
  const queries = [...queriesIn(statement)];
  const references = queries.flatMap(referencesOf);
  const known = [...references.map(({ table }) => table), ...insertedInto(queries)];
  const unbound = references.filter(
    ({ hasPredicate, isOfMany }) => !hasPredicate || (isOfMany && !mayReadManyProjects),
  );
  return [
    ...unbound.map(({ table, isOfMany }) =>
      isOfMany
        ? `${nameIn(table)} is read for many projects`
        : `${nameIn(table)} has no tenant predicate`,
    ),
    ...tables
      .filter((table) => !known.includes(table))
      .map((table) => `${nameIn(table)} is used where it can have no tenant predicate`),
    ...queries.flatMap(writtenRowProblems),
    ...volatileIn(statement).map((called) => `${called} has another value on each machine`),
  ];
}

const nameIn = ({ relname, alias }: RangeVar): string =>
  alias ? `${relname} as ${alias.aliasname}` : String(relname);

const insertedInto = (queries: readonly Node[]): RangeVar[] =>
  queries.flatMap((query) => ("InsertStmt" in query ? (query.InsertStmt.relation ?? []) : []));
