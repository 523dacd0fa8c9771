import { isDeepStrictEqual } from "node:util";
import type { TenantDatabase } from "@ai-cost/db";
import { SpendChanges } from "../read-model/rollup-changes";
import { writeSpend } from "../read-model/write-rollups";
import { externalIdProblem, optionalTextProblem, timeProblem } from "../record/usage-rules";
import type { ChangeOutcome, JobNews, LedgerScope } from "../types";
import { type LockedJob, lockJobsNamed, updateJobs } from "../unit-of-work/jobs";
import { toldJob } from "../unit-of-work/merge-job";
import { untilSettled } from "../unit-of-work/write-conflict";

/**
 * Names the agents of jobs that wait as `unknown`, which moves all their spend to that agent type,
 * and gives jobs their final status; many jobs of a project in one transaction. Answers for each
 * change, in order; a refused one is refused whole and leaves the others standing. The first name
 * and the first final status stand: the same again is `repeated`, another one a `conflict`. A job
 * that nobody has mentioned is `invalid`.
 */
export async function changeJobs(
  db: TenantDatabase,
  { projectId, now }: LedgerScope,
  changes: readonly JobNews[],
): Promise<ChangeOutcome[]> {
  const rows = changes.map((news) => ({ news, problem: newsProblem(news, now) }));
  const names = rows.flatMap(({ news, problem }) => (problem === null ? [news.externalId] : []));
  return untilSettled(db, async (tx) => {
    const locked = names.length === 0 ? [] : await lockJobsNamed(tx, projectId, names);
    const jobs = new Map(locked.map((job) => [job.externalId, { before: job, after: job }]));
    const outcomes = rows.map(({ news, problem }): ChangeOutcome => {
      if (problem !== null) return { outcome: "invalid", reason: problem };
      const job = jobs.get(news.externalId);
      if (!job) return { outcome: "invalid", reason: `there is no job ${news.externalId} yet` };
      return change(job, news);
    });
    const spend = new SpendChanges();
    await updateJobs(tx, projectId, [...jobs.values()], spend);
    await writeSpend(tx, projectId, spend);
    return outcomes;
  });
}

function change(job: { after: LockedJob }, news: JobNews): ChangeOutcome {
  const after = toldJob(job.after, { ...news, status: news.finished });
  if (typeof after === "string") return { outcome: "conflict", reason: after };
  if (isDeepStrictEqual(after, job.after)) return { outcome: "repeated" };
  job.after = after;
  return { outcome: "changed" };
}

function newsProblem({ externalId, agentType, finished }: JobNews, now: Date): string | null {
  return (
    externalIdProblem("externalId", externalId) ??
    optionalTextProblem("agentType", agentType, 100) ??
    timeProblem("finished.at", finished?.at, now)
  );
}
