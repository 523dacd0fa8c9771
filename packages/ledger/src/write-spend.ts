import { type Executor, rowsOf } from "@ai-cost/db";
import type { SpendChanges } from "./spend-changes";
import { AGENT_SURFACE, addToSurface, DAY_SURFACE, RUN_SURFACE, type Surface } from "./surfaces";

async function writeSurface(
  tx: Executor,
  projectId: string,
  surface: Surface,
  changes: SpendChanges,
) {
  const rows = changes
    .foldedBy(surface.keys.map(({ name }) => name))
    .filter((row) => surface.amounts.some(({ name }) => row[name] !== 0n));
  if (rows.length === 0) return;
  const columns = [...surface.keys, ...surface.amounts];
  const types = Object.fromEntries(columns.map(({ column, type }) => [column, type]));
  const cells = rows.map((row) =>
    Object.fromEntries(columns.map(({ name, column }) => [column, row[name]])),
  );
  await tx.execute(addToSurface(surface, projectId, rowsOf("change", types, cells)));
}

/** Adds a transaction's changes to the read model; the last thing that it does before it commits. */
export async function writeSpend(
  tx: Executor,
  projectId: string,
  changes: SpendChanges,
): Promise<void> {
  for (const surface of [RUN_SURFACE, AGENT_SURFACE, DAY_SURFACE])
    await writeSurface(tx, projectId, surface, changes);
}
