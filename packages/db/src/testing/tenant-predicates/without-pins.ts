import type { A_Expr, Node, ParseResult } from "@pgsql/types";
import { deparseSync } from "pgsql-parser";
import { parsed } from "./nodes";
import { isBound, pinOf } from "./pin";

/** The statement as if it had been forgotten whose rows it is about. */
export const withoutPins = (text: string): string =>
  deparseSync(forgotten(parsed(text)) as ParseResult);

function forgotten(tree: unknown): unknown {
  if (typeof tree !== "object" || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map(forgotten);
  const node = tree as Node;
  if ("A_Expr" in node && pinOf(node)) return isGiven(node.A_Expr);
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, forgotten(value)]));
}

/** True of every row, and still a use of the parameter, which Postgres counts. */
function isGiven({ lexpr, rexpr }: A_Expr): Node {
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
