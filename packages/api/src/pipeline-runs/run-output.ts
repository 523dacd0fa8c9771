import { toCount, toDollars } from "../exact-numbers";
import type { findRun } from "./queries/find-run";
import type { selectRunJobs } from "./queries/run-jobs";
import type { RunRow } from "./queries/run-page";
import type { ListedRun } from "./schema";

export type Run = NonNullable<Awaited<ReturnType<typeof findRun>>>;
type Job = Awaited<ReturnType<typeof selectRunJobs>>[number];

type RunFields = Pick<
  Run,
  "id" | "externalId" | "trigger" | "status" | "startedAt" | "finishedAt"
> & { jobsEndedAt: Date | null };

/** What a list and a page of a run say about it. `typicalMicroUsd` is the typical cost of its trigger. */
export const toRunFields = (run: RunFields, typicalMicroUsd: bigint | undefined) => ({
  runId: run.id,
  externalId: run.externalId,
  trigger: run.trigger,
  status: run.status,
  ...toPeriodOutput(run),
  jobsEndedAt: run.jobsEndedAt?.toISOString() ?? null,
  typicalCost: typicalMicroUsd === undefined ? null : toDollars(typicalMicroUsd),
});

/** A run with its usage in one month, in dollars. */
export const toListedRun = (run: RunRow, typicalMicroUsd: bigint | undefined): ListedRun => ({
  ...toRunFields(run, typicalMicroUsd),
  agentTypes: run.agentTypes,
  jobCount: toCount(run.jobs),
  failedJobs: toCount(run.failedJobs),
  cost: toDollars(run.costMicroUsd),
  inputTokens: toCount(run.inputTokens),
  outputTokens: toCount(run.outputTokens),
  unpricedCharges: toCount(run.unpricedCharges),
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

/** Micro-dollars and tokens over all months. */
interface Spend {
  costMicroUsd: bigint;
  refundedMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
  unpricedCharges: bigint;
}

export const toSpendOutput = (spend: Spend) => ({
  cost: toDollars(spend.costMicroUsd),
  refundedCost: toDollars(spend.refundedMicroUsd),
  inputTokens: toCount(spend.inputTokens),
  outputTokens: toCount(spend.outputTokens),
  unpricedCharges: toCount(spend.unpricedCharges),
});
