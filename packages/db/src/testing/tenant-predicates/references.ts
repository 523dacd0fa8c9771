import type { JoinType, Node, RangeVar } from "@pgsql/types";
import { isTenantTable } from "./nodes";
import { conjunctsOf, pinOf } from "./pin";

/** A tenant's table where a statement reads it or changes its rows. */
export interface Reference {
  table: RangeVar;
  isPinned: boolean;
  /** Whether it is pinned to a list of projects, and to no one of them. */
  isOfMany: boolean;
}

/** What the statement calls it; null where its columns are renamed. */
const calledBy = ({ relname, alias }: RangeVar) =>
  alias?.colnames ? null : (alias?.aliasname ?? relname ?? null);

/** The tenant's tables of a FROM clause, with what its joins' conditions pin. */
export function referencesIn(from: readonly Node[]): Reference[] {
  return from.flatMap((item) => {
    if ("RangeVar" in item) return referencesTo(item.RangeVar);
    if (!("JoinExpr" in item)) return [];
    const { jointype = "JOIN_INNER", larg, rarg, quals } = item.JoinExpr;
    const [left, right] = [referencesIn(larg ? [larg] : []), referencesIn(rarg ? [rarg] : [])];
    const both = [...left, ...right];
    pin(both, filteredBy(jointype, left, right), quals);
    return both;
  });
}

/** An outer join keeps the rows that its condition does not hold for, of the side that it keeps. */
function filteredBy(jointype: JoinType, left: Reference[], right: Reference[]): Reference[] {
  if (jointype === "JOIN_INNER") return [...left, ...right];
  if (jointype === "JOIN_LEFT") return right;
  return jointype === "JOIN_RIGHT" ? left : [];
}

const referencesTo = (table: RangeVar): Reference[] =>
  isTenantTable(table) ? [{ table, isPinned: false, isOfMany: false }] : [];

/** Marks those of `filtered` that `condition` pins; a column that stands alone is of the one in sight. */
export function pin(
  inSight: readonly Reference[],
  filtered: readonly Reference[],
  condition: Node | undefined,
): void {
  for (const conjunct of conjunctsOf(condition)) {
    const found = pinOf(conjunct);
    if (!found) continue;
    const isMeant = ({ table }: Reference) =>
      found.qualifier === null
        ? inSight.length === 1 && calledBy(table) !== null
        : calledBy(table) === found.qualifier;
    for (const reference of filtered.filter(isMeant)) {
      reference.isOfMany = found.isOfMany && (!reference.isPinned || reference.isOfMany);
      reference.isPinned = true;
    }
  }
}
