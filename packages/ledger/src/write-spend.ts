import { type Executor, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { SpendChange, SpendChanges } from "./spend-changes";
import { AGENT_SURFACE, addToSurfaces, DAY_SURFACE, RUN_SURFACE, type Surface } from "./surfaces";

/**
 * Adds a transaction's changes to the read model; the last thing but the key of a report of state
 * that it does before it commits.
 */
export async function writeSpend(
  tx: Executor,
  projectId: string,
  changes: SpendChanges,
): Promise<void> {
  const rows = new Map(
    [RUN_SURFACE, AGENT_SURFACE, DAY_SURFACE].map((surface) => [
      surface,
      changesOf(surface, changes),
    ]),
  );
  if ([...rows.values()].every(({ length }) => length === 0)) return;
  const sourceOf = (surface: Surface) => sourceFor(surface, rows.get(surface) ?? []);
  await tx.execute(sql`with ${addToSurfaces(projectId, sourceOf)} select`);
}

const changesOf = (surface: Surface, changes: SpendChanges): SpendChange[] =>
  changes
    .foldedBy(surface.keys.map(({ name }) => name))
    .filter((row) => surface.amounts.some(({ name }) => row[name] !== 0n));

function sourceFor({ keys, amounts }: Surface, rows: readonly SpendChange[]) {
  const columns = [...keys, ...amounts];
  const types = Object.fromEntries(columns.map(({ column, type }) => [column, type]));
  const cells = rows.map((row) =>
    Object.fromEntries(columns.map(({ name, column }) => [column, row[name]])),
  );
  return rowsOf("change", types, cells);
}
