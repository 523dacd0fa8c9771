import type { FinalStatus } from "@ai-cost/domain";

/** What the report of a charge or job says about the run. */
export interface RunUpdate {
  /** The id that the caller gave the run, unique in the project. */
  externalId: string;
  /** What started the run, any text; null or absent when it is unknown. The first reported value stays. */
  trigger?: string | null;
  /**
   * The run's status, any text that is not a final status; `running` when absent. The first reported
   * status other than `running` stays until a run report replaces it.
   */
  status?: string;
  /** When the run started, as far as the report says. The run gets the earliest instant of all its reports. */
  startedAt?: Date;
}

/** What a report says about a job. */
export interface JobUpdate {
  /** The id that the caller gave the job, unique in the project. */
  externalId: string;
  /** The job's agent type; null or absent while the agent is unknown. The job then has the type `unknown`. */
  agentType?: string | null;
  /**
   * The agent's name, which was mapped to `agentType`; absent when the report names no agent. The mapping
   * may change while a job runs, so a report with the same name never contradicts the job's type.
   */
  agentName?: string;
  /** When the job started, as far as the report says. The job gets the earliest instant of all its reports. */
  startedAt?: Date;
  /**
   * The final status of the job and when it ended; absent while the job runs. The first final status
   * stays. Its instant is the earliest of all reports of that status. Another final status is a conflict.
   */
  finished?: { status: FinalStatus; at: Date };
}
