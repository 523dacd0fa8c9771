import { type Executor, pipelineRuns, rowsOf } from "@ai-cost/db";
import { getTableColumns, type SQL, type Subquery, sql } from "drizzle-orm";
import { FOR_UPDATE, rowsWithEach, wantedValues } from "./look-up";
import { fillRun } from "./merge-run";
import type { Run, RunChange } from "./rows";

const { projectId: _, ...RUN_COLUMNS } = getTableColumns(pipelineRuns);

/**
 * Reads runs by the external ids that callers gave them. It does not lock the runs, so other transactions
 * may change them before the commit.
 */
export const findRunsByExternalId = (
  tx: Executor,
  projectId: string,
  externalIds: readonly string[],
) => tx.select(RUN_COLUMNS).from(runsWith(projectId, externalIds));

const runsWith = (projectId: string, externalIds: readonly string[], lock?: SQL): Subquery =>
  rowsWithEach(
    wantedValues(externalIds, "text"),
    { projectId, column: pipelineRuns.externalId },
    lock,
  );

export async function lockRunByExternalId(
  tx: Executor,
  projectId: string,
  externalId: string,
): Promise<Run | undefined> {
  const [run] = await tx.select(RUN_COLUMNS).from(runsWith(projectId, [externalId], FOR_UPDATE));
  return run;
}

/**
 * Locks existing runs in id order and fills their missing fields from charges and job reports. It reads
 * the rows again after it has locked them, because they may have changed since the first read.
 */
export async function fillRuns(
  tx: Executor,
  projectId: string,
  changes: readonly RunChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const updatesById = new Map(changes.map(({ after }) => [after.id, after]));
  const ids = wantedValues([...updatesById.keys()], "uuid");
  const locked = await tx
    .select(RUN_COLUMNS)
    .from(rowsWithEach(ids, { projectId, column: pipelineRuns.id }, FOR_UPDATE));
  const filled = locked.map((run) => fillRun(run, updatesById.get(run.id) ?? run));
  await updateRuns(tx, projectId, filled);
}

/** Updates runs that the transaction has locked. */
export async function updateRuns(
  tx: Executor,
  projectId: string,
  runs: readonly Run[],
): Promise<void> {
  const rows = runs.map((run) => ({
    id: run.id,
    trigger: run.trigger,
    status: run.status,
    status_at: run.statusAt,
    started_at: run.startedAt,
    finished_at: run.finishedAt,
  }));
  await tx.execute(sql`
    update pipeline_runs as run
    set trigger = change.trigger, status = change.status, status_at = change.status_at,
      started_at = change.started_at, finished_at = change.finished_at
    from ${rowsOf("change", UPDATED_COLUMN_TYPES, rows)}
    where run.project_id = ${projectId} and run.id = change.id`);
}

const UPDATED_COLUMN_TYPES = {
  id: "uuid",
  trigger: "text",
  status: "text",
  status_at: "timestamptz",
  started_at: "timestamptz",
  finished_at: "timestamptz",
};
