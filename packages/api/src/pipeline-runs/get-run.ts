import { isFinalStatus, percentOf } from "@ai-cost/domain";
import type { ReadContext } from "../context";
import { toCount, toDollars } from "../exact-numbers";
import {
  type RunJobCount,
  type RunUsage,
  selectRunJobCounts,
  selectRunUsage,
} from "./queries/run-usage";
import { selectTypicalCosts } from "./queries/typical-costs";
import { type Amounts, largestGroups, sumOf } from "./run-groups";
import { type Run, toRunFields, toSpendOutput } from "./run-output";
import { periodOfRun } from "./run-period";
import type { RunOutput } from "./schema";

/** A run with its totals over all months, in dollars, and their parts by agent type and by model. */
export async function getRun(
  { db }: Pick<ReadContext, "db">,
  projectId: string,
  run: Run,
): Promise<RunOutput> {
  const usage = await selectRunUsage(db, projectId, run.id);
  const jobCounts = await selectRunJobCounts(db, projectId, run.id);
  const typicalCosts = await selectTypicalCosts(db, projectId, periodOfRun(run));
  const total = sumOf(usage.filter(({ isFailed }) => isFailed !== null));
  const failed = sumOf(usage.filter(({ isFailed }) => isFailed));
  const count = (status: "jobs" | "completedJobs" | "failedJobs") => countOf(jobCounts, status);
  return {
    ...toRunFields(
      { ...run, jobsEndedAt: jobsEndedAt(run, jobCounts) },
      typicalCosts.get(run.trigger),
    ),
    jobCount: count("jobs"),
    completedJobs: count("completedJobs"),
    failedJobs: count("failedJobs"),
    chargeCount: toCount(total.chargeCount),
    ...toSpendOutput(total),
    cachedInputTokens: toCount(total.cachedInputTokens),
    failedCost: toDollars(failed.costMicroUsd),
    agentTypes: largestGroups([
      ...namesIn(usage, "agentType"),
      ...jobCounts.map(({ agentType: name, jobs, failedJobs }) => ({ name, jobs, failedJobs })),
    ]).map(([agentType, amounts]) => ({
      agentType,
      jobs: toCount(amounts.jobs),
      failedJobs: toCount(amounts.failedJobs),
      ...toGroupOutput(amounts, total.costMicroUsd),
    })),
    models: largestGroups(namesIn(usage, "model")).map(([model, amounts]) => ({
      model,
      ...toGroupOutput(amounts, total.costMicroUsd),
    })),
  };
}

const countOf = (counts: RunJobCount[], name: "jobs" | "completedJobs" | "failedJobs"): number =>
  toCount(counts.reduce((sum, count) => sum + count[name], 0n));

/** The rows that have a name in this column. */
const namesIn = (usage: RunUsage[], column: "agentType" | "model") =>
  usage.flatMap(({ [column]: name, ...amounts }) => (name === null ? [] : [{ name, ...amounts }]));

/** The end of the last job, when all jobs have ended and the run has not. */
function jobsEndedAt(run: Run, counts: RunJobCount[]): Date | null {
  const hasOpenJob = counts.some(
    ({ jobs, completedJobs, failedJobs, cancelledJobs }) =>
      jobs > completedJobs + failedJobs + cancelledJobs,
  );
  if (hasOpenJob || isFinalStatus(run.status)) return null;
  const ends = counts.flatMap(({ lastEndedAt }) => (lastEndedAt ? [lastEndedAt.getTime()] : []));
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

const toGroupOutput = (amounts: Amounts, totalMicroUsd: bigint) => ({
  cost: toDollars(amounts.costMicroUsd),
  pctOfTotal: percentOf(amounts.costMicroUsd, totalMicroUsd),
  inputTokens: toCount(amounts.inputTokens),
  outputTokens: toCount(amounts.outputTokens),
  calls: toCount(amounts.calls),
  unpricedCharges: toCount(amounts.unpricedCharges),
});
