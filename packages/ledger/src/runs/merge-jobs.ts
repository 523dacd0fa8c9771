import type { TenantDatabase } from "@ai-cost/db";
import { externalIdProblem } from "../field-rules";
import { conflict, invalid, isRefusal, type Outcome, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { applyWrites } from "../unit-of-work/apply-writes";
import { mergeInto } from "../unit-of-work/merge-into";
import { addJob, beginWrites, type PendingWrites } from "../unit-of-work/pending-writes";
import type { JobChange } from "../unit-of-work/rows";
import { retryOnConflict } from "../unit-of-work/write-conflict";

/** Says that a provisional job is in fact a part of another job. */
export interface JobMerge {
  /** The provisional job's external id. */
  fromExternalId: string;
  /** The external id of the job that the provisional job is merged into. */
  intoExternalId: string;
  /** The external id of the run in which missing jobs are created. */
  runExternalId: string;
}

/**
 * Merges each provisional job into the job that it is a part of. From then on, all charges of the
 * provisional job count for the other job, under its agent type and in its run, including charges that
 * arrive later. The provisional job no longer counts as a job. Its agent and status are ignored, whether
 * they are reported before or after the merge.
 *
 * Creates jobs that do not exist. When a job that has others merged into it is merged itself, all of them
 * are merged into the last job. Returns an outcome for each merge, in order: `duplicate` when the jobs
 * were merged before, and `conflict` when the provisional job was merged into a third job.
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
