import { type Bound, type Executor, type Lists, listsOf, rowsFrom } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import type { SpendChanges } from "./rollup-changes";
import { AGENT_SURFACE, addToSurfaces, DAY_SURFACE, RUN_SURFACE, type Surface } from "./rollups";

/** What is added to each table of the read model. */
export type SpendRows = Record<"runSpend" | "agentSpend" | "daySpend", Lists>;

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
  await tx.execute(sql`with ${spendWritten(projectId, spendRows(changes))} select`);
}

export const spendRows = (changes: SpendChanges): SpendRows => ({
  runSpend: listsIn(RUN_SURFACE, changes),
  agentSpend: listsIn(AGENT_SURFACE, changes),
  daySpend: listsIn(DAY_SURFACE, changes),
});

/** The CTEs of `addToSurfaces` for these rows, the first once `onlyIf` holds. */
export function spendWritten(
  projectId: Bound,
  { runSpend, agentSpend, daySpend }: Bound<SpendRows>,
  onlyIf?: SQL,
): SQL {
  const rows = new Map([
    [RUN_SURFACE, runSpend],
    [AGENT_SURFACE, agentSpend],
    [DAY_SURFACE, daySpend],
  ]);
  return addToSurfaces(projectId, (surface) => sourceOf(surface, rows.get(surface) ?? {}), onlyIf);
}

const columnsOf = ({ keys, amounts }: Surface) => [...keys, ...amounts];

function sourceOf(surface: Surface, rows: Bound<Lists>): SQL {
  const types = columnsOf(surface).map(({ column, type }) => [column, type]);
  return rowsFrom("change", Object.fromEntries(types), rows);
}

function listsIn(surface: Surface, changes: SpendChanges): Lists {
  const columns = columnsOf(surface);
  const folded = changes.foldedBy(surface.keys.map(({ name }) => name));
  const rows = folded
    .filter((row) => surface.amounts.some(({ name }) => row[name] !== 0n))
    .map((row) => Object.fromEntries(columns.map(({ name, column }) => [column, row[name]])));
  return listsOf<string>(
    columns.map(({ column }) => column),
    rows,
  );
}
