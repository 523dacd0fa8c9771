import { isDeepStrictEqual } from "node:util";
import type { TenantDatabase } from "@ai-cost/db";
import { agentTypeProblem, externalIdProblem, timeProblem } from "../field-rules";
import { limitAgentTypes } from "../names/limit-names";
import { invalid, isRefusal, type Outcome } from "../outcome";
import { RollupChanges } from "../read-model/rollup-changes";
import { writeRollups } from "../read-model/write-rollups";
import type { LedgerScope } from "../report";
import { lockJobsByExternalId, updateLockedJobs } from "../unit-of-work/jobs";
import { mergeJob } from "../unit-of-work/merge-job";
import type { JobChange } from "../unit-of-work/rows";
import type { JobUpdate } from "../unit-of-work/updates";
import { retryOnConflict } from "../unit-of-work/write-conflict";

type KnownJobUpdate = Omit<JobUpdate, "startedAt">;

/**
 * Updates many jobs of a project in one transaction. An update can name the agent type of a job whose type
 * is `unknown`, which moves all the job's spend to the new type. It can also give a job its final status.
 * Returns an outcome for each update, in order; a refused update changes nothing and does not affect the
 * others. The first agent type and the first final status stay: an update that repeats them is a
 * `duplicate`, and an update that contradicts them is a `conflict`. An update of a job that does not exist
 * is `invalid`.
 */
export async function updateJobs(
  db: TenantDatabase,
  scope: LedgerScope,
  updates: readonly KnownJobUpdate[],
): Promise<Outcome[]> {
  const { projectId, now } = scope;
  const limited = await limitAgentTypes(db, scope, updates);
  const rows = limited.map((update) => ({ update, problem: updateProblem(update, now) }));
  const names = rows.flatMap(({ update, problem }) =>
    problem === null ? [update.externalId] : [],
  );
  return retryOnConflict(db, async (tx) => {
    const jobs = names.length === 0 ? new Map() : await lockJobsByExternalId(tx, projectId, names);
    const outcomes = rows.map(({ update, problem }): Outcome => {
      if (problem !== null) return invalid(problem);
      const job = jobs.get(update.externalId);
      return job ? merge(job, update) : invalid(`there is no job ${update.externalId} yet`);
    });
    const rollups = new RollupChanges();
    await updateLockedJobs(tx, projectId, [...new Set(jobs.values())], rollups);
    await writeRollups(tx, projectId, rollups, { isExact: false });
    return outcomes;
  });
}

/**
 * Merges an update into a job. The update of a merged job is a duplicate, because a merged job's agent and
 * status do not count.
 */
function merge(job: JobChange, { finished, ...update }: KnownJobUpdate): Outcome {
  if (job.after.externalId !== update.externalId) return { outcome: "duplicate" };
  const after = mergeJob(job.after, { ...update, status: finished });
  if (isRefusal(after)) return after;
  if (isDeepStrictEqual(after, job.after)) return { outcome: "duplicate" };
  job.after = after;
  return { outcome: "recorded" };
}

function updateProblem({ externalId, agentType, finished }: KnownJobUpdate, now: Date) {
  return (
    externalIdProblem("externalId", externalId) ??
    agentTypeProblem("agentType", agentType) ??
    timeProblem("finished.at", finished?.at, now)
  );
}
