import { type Executor, listOf, newId, pipelineRuns, rowsOf } from "@ai-cost/db";
import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { mentionedRun, UNREPORTED_STATUS } from "./merge-run";

export type Run = Omit<typeof pipelineRuns.$inferSelect, "projectId">;

/** A run's row before and after what a transaction has decided; `before` is null when it makes the run. */
export interface RunChange {
  before: Run | null;
  after: Run;
}

/** A run of which nothing is known but that it is there by `startedAt`. */
export const openedRun = (externalId: string, startedAt: Date): Run => ({
  id: newId(),
  externalId,
  trigger: null,
  status: UNREPORTED_STATUS,
  statusAt: null,
  startedAt,
  finishedAt: null,
});

const { projectId: _, ...RUN_COLUMNS } = getTableColumns(pipelineRuns);

const runsWhere = (tx: Executor, projectId: string, which: SQL) =>
  tx
    .select(RUN_COLUMNS)
    .from(pipelineRuns)
    .where(and(eq(pipelineRuns.projectId, projectId), which))
    .orderBy(pipelineRuns.id);

const isNamed = (externalIds: readonly string[]) =>
  sql`${pipelineRuns.externalId} = any(${listOf(externalIds, "text")})`;

/** Runs by their callers' names, as they stood a moment ago. */
export const findRunsNamed = (tx: Executor, projectId: string, externalIds: readonly string[]) =>
  runsWhere(tx, projectId, isNamed(externalIds));

export async function lockRunNamed(
  tx: Executor,
  projectId: string,
  externalId: string,
): Promise<Run | undefined> {
  const [run] = await runsWhere(tx, projectId, isNamed([externalId])).for("no key update");
  return run;
}

/**
 * Gives known runs what charges and jobs say of them, beneath their locks, taken in id order: they
 * may have changed since they were read.
 */
export async function mentionRuns(
  tx: Executor,
  projectId: string,
  runs: readonly RunChange[],
): Promise<void> {
  if (runs.length === 0) return;
  const mentionsById = new Map(runs.map(({ after }) => [after.id, after]));
  const isMentioned = sql`${pipelineRuns.id} = any(${listOf([...mentionsById.keys()], "uuid")})`;
  const locked = await runsWhere(tx, projectId, isMentioned).for("no key update");
  const runsToldOf = locked.map((run) => mentionedRun(run, mentionsById.get(run.id) ?? run));
  await updateRuns(tx, projectId, runsToldOf);
}

/** Writes runs that the transaction has locked. */
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
    from ${rowsOf("change", UPDATED_TYPES, rows)}
    where run.project_id = ${projectId} and run.id = change.id`);
}

const UPDATED_TYPES = {
  id: "uuid",
  trigger: "text",
  status: "text",
  status_at: "timestamptz",
  started_at: "timestamptz",
  finished_at: "timestamptz",
};
