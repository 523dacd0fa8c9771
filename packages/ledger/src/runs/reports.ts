import type { Report } from "../report";

/** The state of a pipeline run at an instant. */
export interface RunReport extends Report {
  /** The id that the caller gave the run, unique in the project. */
  externalId: string;
  /** What started the run, any text; null or absent when it is unknown. */
  trigger?: string | null;
  /** The run's status, any text; absent when the report gives no status. */
  status?: string;
  startedAt?: Date;
  /** The instant at which the run was in this state. */
  at: Date;
}

/** The state of an agent's job at an instant. */
export interface JobReport extends Report {
  /** The id that the caller gave the job, unique in the project. */
  externalId: string;
  /** The id that the caller gave the run of the job. */
  runExternalId: string;
  /** The job's agent type; null or absent while the agent is unknown. The job then has the type `unknown`. */
  agentType?: string | null;
  /** The agent's name, which was mapped to `agentType`. */
  agentName?: string;
  /** The job's status, any text; absent when the report gives no status. */
  status?: string;
  startedAt?: Date;
  /** The instant at which the job was in this state. */
  at: Date;
}
