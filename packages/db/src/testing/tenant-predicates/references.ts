import type { JoinType, Node, RangeVar } from "@pgsql/types";
import { isTenantTable } from "./nodes";
import { conjunctsOf, predicateOf } from "./predicate";

/** A place where a query reads a tenant table or changes its rows. */
export interface Reference {
  table: RangeVar;
  /** Whether the query has a tenant predicate for this table. */
  hasPredicate: boolean;
  /**
   * Whether every tenant predicate for this table compares with a list of projects and none with a
   * single project.
   */
  isOfMany: boolean;
}

/** The name by which the query refers to the table. Null when the query gives the table's columns other names. */
const nameOf = ({ relname, alias }: RangeVar) =>
  alias?.colnames ? null : (alias?.aliasname ?? relname ?? null);

/** The tenant tables of a FROM clause, with the predicates in its join conditions. */
export function referencesIn(from: readonly Node[]): Reference[] {
  return from.flatMap((item) => {
    if ("RangeVar" in item) return referencesTo(item.RangeVar);
    if (!("JoinExpr" in item)) return [];
    const { jointype = "JOIN_INNER", larg, rarg, quals } = item.JoinExpr;
    const [left, right] = [referencesIn(larg ? [larg] : []), referencesIn(rarg ? [rarg] : [])];
    const both = [...left, ...right];
    addPredicates(both, filteredBy(jointype, left, right), quals);
    return both;
  });
}

/** The tables whose rows a join condition filters. An outer join keeps all rows of one side. */
function filteredBy(jointype: JoinType, left: Reference[], right: Reference[]): Reference[] {
  if (jointype === "JOIN_INNER") return [...left, ...right];
  if (jointype === "JOIN_LEFT") return right;
  return jointype === "JOIN_RIGHT" ? left : [];
}

const referencesTo = (table: RangeVar): Reference[] =>
  isTenantTable(table) ? [{ table, hasPredicate: false, isOfMany: false }] : [];

/**
 * Marks the tables of `filtered` for which `condition` contains a tenant predicate. A column without a
 * qualifier belongs to the table in scope if there is only one such table.
 */
export function addPredicates(
  inScope: readonly Reference[],
  filtered: readonly Reference[],
  condition: Node | undefined,
): void {
  for (const conjunct of conjunctsOf(condition)) {
    const found = predicateOf(conjunct);
    if (!found) continue;
    const isMeant = ({ table }: Reference) =>
      found.qualifier === null
        ? inScope.length === 1 && nameOf(table) !== null
        : nameOf(table) === found.qualifier;
    for (const reference of filtered.filter(isMeant)) {
      reference.isOfMany = found.isOfMany && (!reference.hasPredicate || reference.isOfMany);
      reference.hasPredicate = true;
    }
  }
}
