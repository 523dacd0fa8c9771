import type { Node } from "@pgsql/types";
import { nameOf } from "./nodes";

/** A condition that compares a row's project with a parameter: `project_id = $1`, or `= any($1)`. */
export interface TenantPredicate {
  /** The table name or alias before the column. Null when the column has no qualifier. */
  qualifier: string | null;
  /** Whether the condition compares with a list of projects. */
  isOfMany: boolean;
}

/** Whether a node is a parameter such as `$1`, with or without a cast. */
export function isBound(node: Node | undefined): boolean {
  if (!node) return false;
  return "TypeCast" in node ? isBound(node.TypeCast.arg) : "ParamRef" in node;
}

const KINDS = ["AEXPR_OP", "AEXPR_OP_ANY"];

/** Reads a condition as a tenant predicate. Returns null when the condition is not a tenant predicate. */
export function predicateOf(condition: Node): TenantPredicate | null {
  if (!("A_Expr" in condition)) return null;
  const { kind = "", name, lexpr, rexpr } = condition.A_Expr;
  if (!KINDS.includes(kind) || nameOf(name).join() !== "=") return null;
  const column = isBound(rexpr) ? lexpr : isBound(lexpr) ? rexpr : undefined;
  if (!column || !("ColumnRef" in column)) return null;
  const [last, qualifier = null] = nameOf(column.ColumnRef.fields).reverse();
  return last === "project_id" ? { qualifier, isOfMany: kind === "AEXPR_OP_ANY" } : null;
}

/** Splits a condition at its ANDs. */
export function conjunctsOf(condition: Node | undefined): Node[] {
  if (!condition) return [];
  if (!("BoolExpr" in condition) || condition.BoolExpr.boolop !== "AND_EXPR") return [condition];
  return (condition.BoolExpr.args ?? []).flatMap(conjunctsOf);
}
