import { toCount, toDollars } from "../exact-numbers";
import type { findRun } from "./queries/find-run";
import type { selectRunJobs } from "./queries/run-jobs";
import type { selectRunTotals } from "./queries/run-totals";

type Run = NonNullable<Awaited<ReturnType<typeof findRun>>>;
type Totals = Awaited<ReturnType<typeof selectRunTotals>>;
type Job = Awaited<ReturnType<typeof selectRunJobs>>[number];
type Spend = Omit<Totals, "jobCount" | "completedJobs" | "failedJobs">;

/** A run with its totals over all months, in dollars. */
export const toRunOutput = (run: Run, totals: Totals) => ({
  runId: run.id,
  externalId: run.externalId,
  trigger: run.trigger,
  status: run.status,
  ...toPeriodOutput(run),
  jobCount: totals.jobCount,
  completedJobs: totals.completedJobs,
  failedJobs: totals.failedJobs,
  chargeCount: Number(totals.chargeCount),
  ...toSpendOutput(totals),
});

/** A job with its totals over all months, in dollars. */
export const toJobOutput = (job: Job) => ({
  jobId: job.jobId,
  externalId: job.externalId,
  agentType: job.agentType,
  status: job.status,
  ...toPeriodOutput(job),
  ...toSpendOutput(job),
});

const toPeriodOutput = ({ startedAt, finishedAt }: Pick<Run, "startedAt" | "finishedAt">) => ({
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

const toSpendOutput = (spend: Spend) => ({
  cost: toDollars(spend.costMicroUsd),
  refundedCost: toDollars(spend.refundedMicroUsd),
  inputTokens: toCount(spend.inputTokens),
  outputTokens: toCount(spend.outputTokens),
  unpricedCharges: Number(spend.unpricedCharges),
});
