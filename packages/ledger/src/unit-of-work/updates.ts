import type { FinalStatus } from "@ai-cost/domain";

/** What a report of a charge or job says about the run. */
export interface RunUpdate {
  /** The id that the caller gave the run, unique in the project. */
  externalId: string;
  /**
   * What started the run, from an open vocabulary; null or absent when it is unknown. The first
   * reported value is kept.
   */
  trigger?: string | null;
  /**
   * The run's status, from an open vocabulary but not final; `running` when absent. The first reported
   * status other than `running` is kept until a run report replaces it.
   */
  status?: string;
  /** When the run started, as far as the report knows. The run keeps the earliest instant of all its reports. */
  startedAt?: Date;
}

/** What a report says about a job. */
export interface JobUpdate {
  /** The id that the caller gave the job, unique in the project. */
  externalId: string;
  /** The job's agent type; null or absent while the agent is unknown. The job then has the type `unknown`. */
  agentType?: string | null;
  /**
   * The agent's name, from which a mapping derived `agentType`; empty when the reporter names no agent.
   * The mapping may change while a job runs, so a report with the same name never contradicts the job's
   * type.
   */
  agentName?: string;
  /** When the job started, as far as the report knows. The job keeps the earliest instant of all its reports. */
  startedAt?: Date;
  /**
   * The final status of the job and when it ended; absent while the job runs. The first final status is
   * kept, with the earliest instant that a report gives for it; another final status is a conflict.
   */
  finished?: { status: FinalStatus; at: Date };
}
