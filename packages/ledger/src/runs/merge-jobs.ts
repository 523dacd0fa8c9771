import type { TenantDatabase } from "@ai-cost/db";
import { externalIdProblem } from "../field-rules";
import { conflict, invalid, isRefusal, type Outcome, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { applyWrites } from "../unit-of-work/apply-writes";
import { mergeInto } from "../unit-of-work/merge-into";
import { addJob, beginWrites, type PendingWrites } from "../unit-of-work/pending-writes";
import type { JobChange } from "../unit-of-work/rows";
import { retryOnConflict } from "../unit-of-work/write-conflict";

/** Says that a provisional job turned out to be a part of another job. */
export interface JobMerge {
  /** The provisional job's external id. */
  fromExternalId: string;
  /** The external id of the job that counts from now on. */
  intoExternalId: string;
  /** The external id of the run in which a job of the two is created when it does not exist. */
  runExternalId: string;
}

/**
 * Merges provisional jobs into the jobs that they are parts of. From then on a provisional job's
 * charges count for the other job, under its agent type and in its run, and the provisional job itself
 * counts no more. So do charges that arrive later for the provisional job. Its agent and its status do
 * not count, whether they are reported before or after.
 *
 * Jobs that do not exist are created. A job that others were merged into can be merged itself; then
 * they are all merged into the last one. Returns an outcome for each merge, in order: `duplicate` when
 * the two are one job already, and `conflict` when the provisional job was merged into a third one.
 */
export async function mergeJobs(
  db: TenantDatabase,
  { projectId, now }: LedgerScope,
  merges: readonly JobMerge[],
): Promise<Outcome[]> {
  const rows = merges.map((merge) => ({ merge, problem: mergeProblem(merge) }));
  const references = rows.flatMap(({ merge, problem }) =>
    problem === null ? referencesOf(merge) : [],
  );
  if (references.length === 0) return rows.map(({ problem }) => invalid(problem ?? ""));
  return retryOnConflict(db, async (tx) => {
    const writes = await beginWrites(tx, projectId, references);
    const outcomes = rows.map(({ merge, problem }) =>
      problem === null ? addMerge(writes, merge, now) : invalid(problem),
    );
    if (outcomes.some(({ outcome }) => outcome === "recorded"))
      await applyWrites(tx, projectId, writes);
    return outcomes;
  });
}

const referencesOf = ({ fromExternalId, intoExternalId, runExternalId }: JobMerge) =>
  [fromExternalId, intoExternalId].map((externalId) => ({
    run: { externalId: runExternalId },
    job: { externalId },
  }));

function addMerge(writes: PendingWrites, merge: JobMerge, now: Date): Outcome {
  const { fromExternalId, intoExternalId } = merge;
  const known = writes.jobs.get(fromExternalId);
  if (known && known === writes.jobs.get(intoExternalId)) return { outcome: "duplicate" };
  if (known && known.after.externalId !== fromExternalId)
    return conflict(
      `job ${fromExternalId} is already a part of ${known.after.externalId}, not of ${intoExternalId}`,
    );
  const from = findOrAddJob(writes, merge, fromExternalId, now);
  const into = findOrAddJob(writes, merge, intoExternalId, now);
  if (isRefusal(from)) return from;
  if (isRefusal(into)) return into;
  mergeInto(writes, from, into);
  return { outcome: "recorded" };
}

const findOrAddJob = (
  writes: PendingWrites,
  { runExternalId }: JobMerge,
  externalId: string,
  now: Date,
): JobChange | Refusal =>
  writes.jobs.get(externalId) ??
  addJob(writes, { run: { externalId: runExternalId }, job: { externalId }, at: now });

const mergeProblem = (merge: JobMerge): string | null =>
  externalIdProblem("fromExternalId", merge.fromExternalId) ??
  externalIdProblem("intoExternalId", merge.intoExternalId) ??
  externalIdProblem("runExternalId", merge.runExternalId) ??
  (merge.fromExternalId === merge.intoExternalId
    ? `job ${merge.fromExternalId} cannot be merged into itself`
    : null);
