import type { Progress } from "@ai-cost/command";

/** The database and the project to measure, with the clock and the progress output. */
export interface MeasurementContext {
  /** The owner's URL of a migrated database that contains usage. */
  databaseUrl: string;
  /** The project with the most charges. */
  projectId: string;
  clock: () => Date;
  progress: Progress;
}
