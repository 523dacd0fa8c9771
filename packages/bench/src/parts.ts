import { benchAlerts } from "./alerts/bench-alerts";
import { withOwnerConnection } from "./data/bench-database";
import type { MeasurementContext } from "./environment/measurement-context";
import { benchHttp } from "./http/bench-http";
import { benchPage } from "./page/bench-page";
import type { Part, PartContext } from "./part";
import { benchReads } from "./reads/bench-reads";
import { readQueryParameters } from "./reads/queries/query-parameters";
import { benchRecording } from "./recording/bench-recording";
import type { Section } from "./report/section";

/**
 * The parts of the benchmark, in the order in which the report shows them. The key is the name on
 * the command line.
 */
export const PARTS = {
  reads: benchReads,
  recording: (context) => onLargest(context, benchRecording),
  alerts: (context) => onLargest(context, benchAlerts),
  http: (context) => onLargest(context, benchHttp),
  page: (context) => onLargest(context, benchPage),
} satisfies Record<string, Part>;
export type PartName = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as PartName[];

/** Runs a measurement on the largest database, for the project with the most charges. */
async function onLargest(
  { databases, progress }: PartContext,
  measure: (context: MeasurementContext) => Promise<Section>,
): Promise<Section[]> {
  const database = databases.at(-1);
  if (!database) throw new Error("there is no database");
  const { projectId } = await withOwnerConnection(database.url, readQueryParameters);
  const clock = () => new Date();
  return [await measure({ databaseUrl: database.url, projectId, clock, progress })];
}
