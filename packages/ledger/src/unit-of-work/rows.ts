import {
  type agentJobs,
  type chargeKeys,
  type creditTransactions,
  newId,
  type pipelineRuns,
} from "@ai-cost/db";
import { NO_TOKENS, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";

export type Run = Omit<typeof pipelineRuns.$inferSelect, "projectId">;
export type Job = Omit<typeof agentJobs.$inferSelect, "projectId">;
export type CreditTransaction = Omit<typeof creditTransactions.$inferSelect, "projectId">;
export type ChargeKey = Omit<typeof chargeKeys.$inferSelect, "projectId">;

/** The columns of a ledger row without usage, such as a refund. */
export const WITHOUT_USAGE = {
  ...NO_TOKENS,
  units: null,
  serviceTier: null,
  usageGap: null,
  ownKey: null,
  reportedEndAt: null,
};

/** A run's row before and after a transaction; `before` is null when the transaction inserts it. */
export interface RunChange {
  before: Run | null;
  after: Run;
}

/** A job's row before and after a transaction; `before` is null when the transaction inserts it. */
export interface JobChange {
  before: Job | null;
  after: Job;
  /** The job that this job counts for after the transaction, when the transaction merges it. */
  mergedInto?: JobChange;
}

/** The change of a job that the transaction has locked. */
export interface LockedJobChange extends JobChange {
  before: Job;
}

/** The status of a run until a charge or a run report gives another one. */
export const DEFAULT_RUN_STATUS = "running";

/** Creates a run of which only the external id is known. `startedAt` is the earliest known instant of the run. */
export const newRun = (externalId: string, startedAt: Date): Run => ({
  id: newId(),
  externalId,
  trigger: null,
  status: DEFAULT_RUN_STATUS,
  statusAt: null,
  startedAt,
  finishedAt: null,
});

/**
 * Creates a job of which only the external id and the run are known. `startedAt` is the earliest known
 * instant of the job.
 */
export const newJob = (externalId: string, pipelineRunId: string, startedAt: Date): Job => ({
  id: newId(),
  externalId,
  pipelineRunId,
  agentType: UNNAMED_AGENT_TYPE,
  agentName: null,
  status: "queued",
  startedAt,
  finishedAt: null,
  firstChargedAt: null,
  mergedIntoJobId: null,
});
