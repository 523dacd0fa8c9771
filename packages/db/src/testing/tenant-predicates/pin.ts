import type { Node } from "@pgsql/types";
import { nameOf } from "./nodes";

/** A condition that binds a row's project: `project_id = $1`, or to one of a bound list. */
export interface Pin {
  /** What the column is qualified with; null when it stands alone. */
  qualifier: string | null;
  isOfMany: boolean;
}

/** `$1`, whatever it is cast to. */
export function isBound(node: Node | undefined): boolean {
  if (!node) return false;
  return "TypeCast" in node ? isBound(node.TypeCast.arg) : "ParamRef" in node;
}

const KINDS = ["AEXPR_OP", "AEXPR_OP_ANY"];

/** The pin that a condition is, or null. */
export function pinOf(condition: Node): Pin | null {
  if (!("A_Expr" in condition)) return null;
  const { kind = "", name, lexpr, rexpr } = condition.A_Expr;
  if (!KINDS.includes(kind) || nameOf(name).join() !== "=") return null;
  const column = isBound(rexpr) ? lexpr : isBound(lexpr) ? rexpr : undefined;
  if (!column || !("ColumnRef" in column)) return null;
  const [last, qualifier = null] = nameOf(column.ColumnRef.fields).reverse();
  return last === "project_id" ? { qualifier, isOfMany: kind === "AEXPR_OP_ANY" } : null;
}

/** The conditions that hold all at once where `condition` holds. */
export function conjunctsOf(condition: Node | undefined): Node[] {
  if (!condition) return [];
  if (!("BoolExpr" in condition) || condition.BoolExpr.boolop !== "AND_EXPR") return [condition];
  return (condition.BoolExpr.args ?? []).flatMap(conjunctsOf);
}
