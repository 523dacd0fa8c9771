import type { A_Expr, Node, ParseResult } from "@pgsql/types";
import { deparseSync } from "pgsql-parser";
import { parsed } from "./nodes";
import { isBound, predicateOf } from "./predicate";

/** The statement without its tenant predicates, as if its author had forgotten them. */
export const withoutTenantPredicates = (text: string): string =>
  deparseSync(stripped(parsed(text)) as ParseResult);

function stripped(tree: unknown): unknown {
  if (typeof tree !== "object" || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map(stripped);
  const node = tree as Node;
  if ("A_Expr" in node && predicateOf(node)) return isNotNull(node.A_Expr);
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, stripped(value)]));
}

/**
 * Returns a condition that is true for every row. It still uses the parameter, because Postgres refuses
 * an unused parameter.
 */
function isNotNull({ lexpr, rexpr }: A_Expr): Node {
  const bound = isBound(rexpr) ? rexpr : lexpr;
  const arg = bound && "TypeCast" in bound ? bound : asUuid(bound);
  return { NullTest: { arg, nulltesttype: "IS_NOT_NULL" } };
}

const asUuid = (arg: Node | undefined): Node => ({
  TypeCast: {
    ...(arg && { arg }),
    typeName: { names: [{ String: { sval: "uuid" } }], typemod: -1 },
  },
});
