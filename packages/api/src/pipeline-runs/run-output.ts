import { dollarsFromMicroUsd } from "@ai-cost/domain";
import type { findRun } from "./queries/find-run";
import type { runJobs } from "./queries/run-jobs";
import type { runTotals } from "./queries/run-totals";

type Run = NonNullable<Awaited<ReturnType<typeof findRun>>>;
type Totals = Awaited<ReturnType<typeof runTotals>>;
type Job = Awaited<ReturnType<typeof runJobs>>[number];
type Spend = Omit<Totals, "jobCount" | "completedJobs" | "failedJobs">;

/** A run with its totals of all months, in dollars. */
export const runAnswer = (run: Run, totals: Totals) => ({
  runId: run.id,
  externalId: run.externalId,
  trigger: run.trigger,
  status: run.status,
  ...spanAnswer(run),
  jobCount: totals.jobCount,
  completedJobs: totals.completedJobs,
  failedJobs: totals.failedJobs,
  chargeCount: Number(totals.chargeCount),
  ...spendAnswer(totals),
});

/** A job with what it cost in all months, in dollars. */
export const jobAnswer = (job: Job) => ({
  jobId: job.jobId,
  externalId: job.externalId,
  agentType: job.agentType,
  status: job.status,
  ...spanAnswer(job),
  ...spendAnswer(job),
});

const spanAnswer = ({ startedAt, finishedAt }: Pick<Run, "startedAt" | "finishedAt">) => ({
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

const spendAnswer = (spend: Spend) => ({
  cost: dollarsFromMicroUsd(spend.costMicroUsd),
  refundedCost: dollarsFromMicroUsd(spend.refundedMicroUsd),
  inputTokens: Number(spend.inputTokens),
  outputTokens: Number(spend.outputTokens),
  unpricedCharges: Number(spend.unpricedCharges),
});
