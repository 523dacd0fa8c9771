import type { DeleteStmt, InsertStmt, Node, SelectStmt, UpdateStmt } from "@pgsql/types";
import { fieldsIn } from "./nodes";
import { addPredicates, type Reference, referencesIn } from "./references";

/** The fields that hold the branches of a UNION. The syntax tree stores the branches without their node type. */
const BRANCHES = ["larg", "rarg"];
const isBranch = (name: string, value: unknown): boolean =>
  BRANCHES.includes(name) && typeof value === "object" && value !== null && "limitOption" in value;

/** Iterates over every query of a statement, including subqueries. Each query needs its own tenant predicates. */
export function* queriesIn(root: unknown): Generator<Node> {
  for (const [name, value] of fieldsIn(root)) {
    if (isBranch(name, value)) yield { SelectStmt: value as SelectStmt };
    if (name === "SelectStmt") yield { SelectStmt: value as SelectStmt };
    if (name === "UpdateStmt") yield { UpdateStmt: value as UpdateStmt };
    if (name === "DeleteStmt") yield { DeleteStmt: value as DeleteStmt };
    if (name === "InsertStmt") yield { InsertStmt: value as InsertStmt };
  }
}

/**
 * Returns the tenant tables that a query reads or changes. For each, it says whether the query has a
 * tenant predicate.
 */
export function referencesOf(query: Node): Reference[] {
  const { from, where } = clausesOf(query);
  const references = referencesIn(from);
  addPredicates(references, references, where);
  return references;
}

function clausesOf(query: Node): { from: Node[]; where?: Node | undefined } {
  if ("SelectStmt" in query) {
    const { fromClause = [], whereClause } = query.SelectStmt;
    return { from: fromClause, where: whereClause };
  }
  if ("UpdateStmt" in query) {
    const { relation = {}, fromClause = [], whereClause } = query.UpdateStmt;
    return { from: [{ RangeVar: relation }, ...fromClause], where: whereClause };
  }
  if ("DeleteStmt" in query) {
    const { relation = {}, usingClause = [], whereClause } = query.DeleteStmt;
    return { from: [{ RangeVar: relation }, ...usingClause], where: whereClause };
  }
  return { from: [] };
}
