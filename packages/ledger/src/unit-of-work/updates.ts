import type { FinalStatus } from "@ai-cost/domain";

/** What a report of a charge or job says of the run. */
export interface RunUpdate {
  /** The caller's own name, unique in the project. */
  externalId: string;
  /** Open vocabulary; null or absent when not known. The first one reported is kept. */
  trigger?: string | null;
  /**
   * Open vocabulary, but not a final status; `running` when absent. The first one other than `running`
   * is kept until a run report replaces it.
   */
  status?: string;
  /** A run's start is the earliest instant reported for it or for anything in it. */
  startedAt?: Date;
}

/** What a report says of a job. */
export interface JobUpdate {
  /** The caller's own name, unique in the project. */
  externalId: string;
  /** Null or absent when the agent is not known yet: the job is `unknown` until it is named. */
  agentType?: string | null;
  /**
   * The name that `agentType` was mapped from; empty when the reporter names no agent. The mapping may
   * change while a job runs, so a report with the same name never contradicts the job's type.
   */
  agentName?: string;
  /** A job's start is the earliest instant reported for it. */
  startedAt?: Date;
  /**
   * Present when the job has ended. The first final status is kept, at the earliest instant reported
   * for it; another final status is a conflict.
   */
  finished?: { status: FinalStatus; at: Date };
}
