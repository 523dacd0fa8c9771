import type { Progress } from "@ai-cost/command";

/** The migrated database that is measured on, full of usage, and how whoever measures tells of it. */
export interface FilledDatabase {
  /** Its owner's address. */
  databaseUrl: string;
  /** The project that holds most of the charges. */
  projectId: string;
  clock: () => Date;
  progress: Progress;
}
