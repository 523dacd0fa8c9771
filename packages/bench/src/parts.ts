import type { Progress } from "@ai-cost/command";
import { type BenchDatabase, onDatabase } from "./data/bench-database";
import type { FilledDatabase } from "./filled-database";
import { benchHttp } from "./http/bench-http";
import { benchPage } from "./page/bench-page";
import { askedOf } from "./reads/asked";
import { benchReads } from "./reads/bench-reads";
import { benchRecording } from "./recording/bench-recording";
import type { Section } from "./report/section";

/** What the parts measure on. */
export interface Bench {
  /** One a size, smallest first. */
  databases: readonly BenchDatabase[];
  /** A superuser's address on the server that they are on. */
  serverUrl: string;
  progress: Progress;
}

type Part = (bench: Bench) => Promise<readonly Section[]>;

/** Everything that is measured, in the order of the report. */
export const PARTS: Readonly<Record<string, Part>> = {
  reads: benchReads,
  recording: (bench) => onLargest(bench, benchRecording),
  http: (bench) => onLargest(bench, benchHttp),
  page: (bench) => onLargest(bench, benchPage),
};

/** What is measured at one size is measured on the largest, for the project that holds most. */
async function onLargest(
  { databases, progress }: Bench,
  measure: (database: FilledDatabase) => Promise<Section>,
): Promise<Section[]> {
  const database = databases.at(-1);
  if (!database) throw new Error("there is no database");
  const { projectId } = await onDatabase(database.url, askedOf);
  const clock = () => new Date();
  return [await measure({ databaseUrl: database.url, projectId, clock, progress })];
}
