import type { InsertStmt, Node, SelectStmt } from "@pgsql/types";
import { isTenantTable, nameOf } from "./nodes";
import { isBound } from "./predicate";

const targetNames = (targets: readonly Node[] = []): string[] =>
  targets.flatMap((target) => ("ResTarget" in target ? (target.ResTarget.name ?? "") : []));

/** Returns the problems with `project_id` in the rows that a query inserts or changes. */
export function writtenRowProblems(query: Node): string[] {
  if ("UpdateStmt" in query) return isMoved(query.UpdateStmt.targetList) ? [MOVED] : [];
  if (!("InsertStmt" in query)) return [];
  const { relation = {}, onConflictClause } = query.InsertStmt;
  if (!isTenantTable(relation)) return [];
  return [
    ...(isForBoundProject(query.InsertStmt) ? [] : [`${relation.relname} ${UNBOUND}`]),
    ...(isMoved(onConflictClause?.targetList) ? [MOVED] : []),
  ];
}

const MOVED = "a row is moved to another project";
const UNBOUND = "gets rows whose project_id is not a parameter";

const isMoved = (targets: readonly Node[] | undefined) =>
  targetNames(targets).includes("project_id");

function isForBoundProject({ cols, selectStmt }: InsertStmt): boolean {
  const position = targetNames(cols).indexOf("project_id");
  const rows = selectStmt && "SelectStmt" in selectStmt ? rowsOf(selectStmt.SelectStmt) : [];
  return (
    position >= 0 &&
    rows.length > 0 &&
    rows.every((row) => isBound(row[position]) && !row.slice(0, position).some(isStar))
  );
}

/** The values of each row of VALUES, or of each branch of a SELECT. */
function rowsOf({ valuesLists, larg, rarg, targetList = [] }: SelectStmt): Node[][] {
  if (larg && rarg) return [...rowsOf(larg), ...rowsOf(rarg)];
  if (valuesLists) return valuesLists.map((row) => ("List" in row ? (row.List.items ?? []) : []));
  return [
    targetList.flatMap((target) => ("ResTarget" in target ? (target.ResTarget.val ?? []) : [])),
  ];
}

/**
 * Whether a value is a star. A star stands for any number of columns, so the positions of the later
 * values are unknown.
 */
const isStar = (value: Node): boolean =>
  "ColumnRef" in value && nameOf(value.ColumnRef.fields).includes("*");
