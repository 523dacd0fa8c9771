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
import { type Run, toRunFields, toSpendOutput } from "./run-output";
import { periodOfRun } from "./run-period";
import type { RunOutput } from "./schema";

type Amounts = Omit<RunUsage, "agentType" | "model" | "isFailed">;

const NOTHING: Amounts = {
  costMicroUsd: 0n,
  refundedMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
  cachedInputTokens: 0n,
  unpricedCharges: 0n,
  chargeCount: 0n,
  calls: 0n,
};

/** A run with its totals over all months, in dollars, and their parts by agent type and by model. */
export async function getRun(
  { db }: Pick<ReadContext, "db">,
  projectId: string,
  run: Run,
): Promise<RunOutput> {
  const usage = await selectRunUsage(db, projectId, run.id);
  const jobCounts = await selectRunJobCounts(db, projectId, run.id);
  const typicalCosts = await selectTypicalCosts(db, projectId, periodOfRun(run));
  const total = sumOf(usage);
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
    failedCost: toDollars(sumOf(usage.filter(({ isFailed }) => isFailed)).costMicroUsd),
    agentTypes: agentTypesOf(usage, jobCounts, total.costMicroUsd),
    models: groupsOf(usage, ({ model }) => model).map(([model, amounts]) => ({
      model,
      ...toGroupOutput(amounts, total.costMicroUsd),
    })),
  };
}

const countOf = (counts: RunJobCount[], name: "jobs" | "completedJobs" | "failedJobs"): number =>
  counts.reduce((sum, count) => sum + count[name], 0);

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

/** The agent types with usage or jobs. */
function agentTypesOf(usage: RunUsage[], counts: RunJobCount[], totalMicroUsd: bigint) {
  const withoutUsage = counts.map(({ agentType }) => ({ agentType, ...NOTHING }));
  return groupsOf([...usage, ...withoutUsage], ({ agentType }) => agentType).map(
    ([agentType, amounts]) => {
      const ofType = counts.filter((count) => count.agentType === agentType);
      return {
        agentType,
        jobs: countOf(ofType, "jobs"),
        failedJobs: countOf(ofType, "failedJobs"),
        ...toGroupOutput(amounts, totalMicroUsd),
      };
    },
  );
}

/** The sums of each group, most expensive first, then by name. */
function groupsOf<Row extends Amounts>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): [string, Amounts][] {
  return [...new Set(rows.map(nameOf))]
    .map((name): [string, Amounts] => [name, sumOf(rows.filter((row) => nameOf(row) === name))])
    .sort(
      ([nameA, a], [nameB, b]) =>
        Number(b.costMicroUsd - a.costMicroUsd) || (nameA < nameB ? -1 : 1),
    );
}

const toGroupOutput = (amounts: Amounts, totalMicroUsd: bigint) => ({
  cost: toDollars(amounts.costMicroUsd),
  pctOfTotal: percentOf(amounts.costMicroUsd, totalMicroUsd),
  inputTokens: toCount(amounts.inputTokens),
  outputTokens: toCount(amounts.outputTokens),
  calls: toCount(amounts.calls),
  unpricedCharges: toCount(amounts.unpricedCharges),
});

const AMOUNTS = Object.keys(NOTHING) as (keyof Amounts)[];

function sumOf(rows: readonly Amounts[]): Amounts {
  const sum = { ...NOTHING };
  for (const row of rows) for (const name of AMOUNTS) sum[name] += row[name];
  return sum;
}
