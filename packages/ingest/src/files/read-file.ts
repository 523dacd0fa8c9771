import type { TenantDatabase } from "@ai-cost/db";
import { loadProjectPrices } from "@ai-cost/pricing";
import { loadAgentNames } from "../calls/agent-names";
import type { ProjectSettings } from "../calls/usage-report-of-call";
import { readExportedRows } from "./exports/read-exported-rows";
import type { ExportFile } from "./exports/recognise-file";
import type { ImportTotals } from "./import-totals";
import type { ReadOptions, TextOptions } from "./mapping";
import { type RecognisedTable, readRows } from "./read-rows";
import { type OpenFile, openFile } from "./reading/open-file";
import type { ReportedRow, RowOrProblem } from "./reported-row";
import { UnreadableFile } from "./unreadable-file";

/** A file to import: a file in a recognised format, or a CSV file whose columns the user has mapped. */
export type SourceFile =
  | { exported: ExportFile; options: TextOptions }
  | { path: string; options: ReadOptions };

export interface ImportProgress {
  rowsRead: number;
  rejected: number;
  /** The size of the stored file, which may be compressed; 0 when the size is unknown. */
  sizeBytes: number;
  /** The number of bytes of the stored file that have been read. */
  readBytes: number;
}

export interface FileReading {
  db: TenantDatabase;
  projectId: string;
  source: SourceFile;
  /**
   * The totals. Reading the file updates the number of rows that were read and the number that were
   * rejected.
   */
  totals: ImportTotals;
  /**
   * A callback after each row. It can call the function that it receives to get the progress. Otherwise
   * the progress is not computed.
   */
  onProgress(progress: () => ImportProgress): void;
  /** A callback for each row that cannot be read. */
  onRejected(line: number, reason: string): void;
  /** A callback that is called once, before the first row of a file with mapped columns. */
  onRecognised?(recognised: RecognisedTable): void;
}

/**
 * Reads a file and calls `visit` for each valid row, in order. Returns the reason when the file could not
 * be opened or not be read to its end; null when the complete file was read.
 */
export async function readFile(
  request: FileReading,
  visit: (row: ReportedRow) => void | Promise<void>,
): Promise<UnreadableFile | null> {
  const { db, projectId, source, totals, onProgress, onRejected } = request;
  const settings = await db.read(async (tx) => ({
    prices: await loadProjectPrices(tx, projectId),
    agentNames: await loadAgentNames(tx, projectId),
  }));
  try {
    const file = await openFile("exported" in source ? source.exported.path : source.path);
    const progress = (): ImportProgress => ({
      rowsRead: totals.rowsRead,
      rejected: totals.rejected,
      sizeBytes: file.sizeBytes,
      readBytes: file.readBytes(),
    });
    try {
      for await (const row of rowsOf(file, request, settings)) {
        totals.rowsRead += 1;
        if ("problem" in row) onRejected(row.line, row.problem);
        else await visit(row);
        onProgress(progress);
      }
    } finally {
      await file.close();
    }
    return null;
  } catch (error) {
    if (error instanceof UnreadableFile) return error;
    throw error;
  }
}

function rowsOf(
  file: OpenFile,
  { source, onRecognised }: FileReading,
  settings: ProjectSettings,
): AsyncGenerator<RowOrProblem> {
  return "exported" in source
    ? readExportedRows({ file, ...source, settings })
    : readRows({
        file,
        options: source.options,
        projectPrices: settings.prices,
        ...(onRecognised && { onRecognised }),
      });
}
