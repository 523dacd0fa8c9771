import type { Progress } from "@ai-cost/command";

/** The database that a part measures, and what else the measurement needs. */
export interface MeasurementContext {
  /** A migrated database with usage, opened as its owner. */
  databaseUrl: string;
  /** The project that has most of the charges. */
  projectId: string;
  clock: () => Date;
  progress: Progress;
}
