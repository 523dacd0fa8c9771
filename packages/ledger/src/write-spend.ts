import { type Executor, rowsOf } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import type { SpendChange, SpendChanges } from "./spend-changes";
import { addToSurfaces, type Surface } from "./surfaces";

/**
 * Adds a transaction's changes to the read model; the last thing but the key of a report of state
 * that it does before it commits.
 */
export async function writeSpend(
  tx: Executor,
  projectId: string,
  changes: SpendChanges,
): Promise<void> {
  if (changes.isEmpty) return;
  await tx.execute(sql`with ${spendWritten(projectId, changes)} select`);
}

/** The CTEs of `addToSurfaces` for a transaction's changes, which add nothing unless `onlyIf` holds. */
export const spendWritten = (projectId: string, changes: SpendChanges, onlyIf?: SQL): SQL =>
  addToSurfaces(projectId, (surface) => sourceOf(surface, changesOf(surface, changes)), onlyIf);

const changesOf = (surface: Surface, changes: SpendChanges): SpendChange[] =>
  changes
    .foldedBy(surface.keys.map(({ name }) => name))
    .filter((row) => surface.amounts.some(({ name }) => row[name] !== 0n));

function sourceOf({ keys, amounts }: Surface, rows: readonly SpendChange[]) {
  const columns = [...keys, ...amounts];
  const types = Object.fromEntries(columns.map(({ column, type }) => [column, type]));
  const cells = rows.map((row) =>
    Object.fromEntries(columns.map(({ name, column }) => [column, row[name]])),
  );
  return rowsOf("change", types, cells);
}
