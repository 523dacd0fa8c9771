import type { OperatorProject } from "@ai-cost/db";
import {
  type FilePreview,
  type ImportProgress,
  importFile,
  noPreview,
  type OverlapRule,
  previewFile,
  RowRecorder,
  type SourceFile,
} from "@ai-cost/ingest";
import { parseNewNamesPerDay } from "@ai-cost/web-server/environment";
import type { CommandContext } from "../command-line/context";
import { ProgressMeter } from "./progress-meter";
import { projectUrl } from "./project-url";
import { summarizeImport } from "./summarize-import";
import { summarizePreview } from "./summarize-preview";

interface ImportRequest {
  sources: readonly SourceFile[];
  project: OperatorProject;
  overlap: OverlapRule;
  /** True to show what would be recorded and to record nothing. */
  isDryRun: boolean;
}

/**
 * Imports or previews files one after the other and prints one summary of them. A file that cannot be read
 * to its end does not stop the others.
 */
export async function importSources(
  { sources, project, overlap, isDryRun }: ImportRequest,
  context: CommandContext,
): Promise<void> {
  const { print, progress, clock, environment } = context;
  const sums = noPreview();
  const meter = new ProgressMeter(sources);
  const newNamesPerDay = parseNewNamesPerDay(environment);
  const target = { db: project.tenant, projectId: project.id, newNamesPerDay, clock, sums };
  const recorder = new RowRecorder(target);
  const stops: string[] = [];
  let preview: FilePreview | null = null;
  for (const source of sources) {
    const request = {
      ...target,
      source,
      overlap,
      onProgress: (state: () => ImportProgress) => progress.update(() => meter.line(state())),
      onRejected: (line: number, reason: string) =>
        progress.say(`${place(source, sources)}${line}: ${reason}`),
    };
    if (isDryRun) preview = await previewFile(request);
    const { stoppedBy } =
      preview ?? (await importFile("exported" in source ? { ...request, recorder } : request));
    meter.finish(source);
    if (stoppedBy) stops.push(stopText(stoppedBy.message, source, sources));
  }
  await recorder.flush();
  const { totals } = sums;
  const { name, id } = project;
  const url = totals.latestAt && projectUrl(environment, id, totals.latestAt);
  if (totals.rowsRead > 0)
    print(preview ? summarizePreview(preview) : summarizeImport(totals, { name, url }));
  for (const message of stops) progress.say(message);
  if (totals.rejected > 0 || stops.length > 0) context.exitCode = 1;
}

const pathOf = (source: SourceFile): string =>
  "exported" in source ? source.exported.path : source.path;

/** The place of a row in messages, up to its number: `line `, or `usage.json, record `. */
function place(source: SourceFile, { length }: readonly SourceFile[]): string {
  const unit = "exported" in source && source.exported.notation === "json" ? "record " : "line ";
  return length > 1 ? `${pathOf(source)}, ${unit}` : unit;
}

const stopText = (message: string, source: SourceFile, { length }: readonly SourceFile[]) =>
  length > 1 && !message.includes(pathOf(source)) ? `${pathOf(source)}: ${message}` : message;
