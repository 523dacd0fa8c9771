import type { Report } from "../report";

/** The state of a pipeline run at an instant. */
export interface RunReport extends Report {
  /** The caller's own name for the run, unique in the project. */
  externalId: string;
  /** Open vocabulary; null or absent when not known. */
  trigger?: string | null;
  /** Open vocabulary; absent when the report does not say. */
  status?: string;
  startedAt?: Date;
  /** When the run was in this state. */
  at: Date;
}

/** The state of an agent's job at an instant. */
export interface JobReport extends Report {
  /** The caller's own name for the job, unique in the project. */
  externalId: string;
  /** The caller's own name for the run that the job belongs to. */
  runExternalId: string;
  /** Null or absent when the agent is not known yet: the job is `unknown` until it is named. */
  agentType?: string | null;
  /** The name that `agentType` was mapped from, as in a `JobUpdate`. */
  agentName?: string;
  /** Open vocabulary; absent when the report does not say. */
  status?: string;
  startedAt?: Date;
  /** When the job was in this state. */
  at: Date;
}
