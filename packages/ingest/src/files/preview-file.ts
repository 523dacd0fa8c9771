import { usageProblem } from "@ai-cost/ledger";
import { loadProjectPrices } from "@ai-cost/pricing";
import { openFile } from "./csv/open-file";
import type { FileImport } from "./import-file";
import { addToSums, type ImportTotals, noTotals } from "./import-totals";
import { type RecognisedFile, readRows } from "./read-rows";
import { UnreadableFile } from "./unreadable-file";

/** The rows of one UTC month and one model. */
export interface PreviewGroup extends ImportTotals {
  /** The month, such as `2026-11`. */
  month: string;
  /**
   * The model; null for rows without a model, and for the rows of further models when there are too many
   * to list.
   */
  model: string | null;
}

export interface FilePreview {
  /** The recognised format; null when the header could not be read. */
  recognised: RecognisedFile | null;
  totals: ImportTotals;
  /** The groups, ordered by month, then by model. */
  groups: PreviewGroup[];
  /** Why the file could not be read to its end; null when the complete file was read. */
  stoppedBy: UnreadableFile | null;
}

/** Limits the memory for a file in which every row has a different model. */
const MAX_GROUPS = 10_000;

/**
 * Reads a file in the same way as an import and adds up what the import would record, but records nothing.
 * It does not check which rows are already recorded. Throws an `UnreadableFile` when the file cannot be
 * opened.
 */
export async function previewFile({
  db,
  projectId,
  clock,
  path,
  options,
  onProgress,
  onRejected,
}: FileImport): Promise<FilePreview> {
  const projectPrices = await db.read((tx) => loadProjectPrices(tx, projectId));
  const file = await openFile(path);
  const totals = noTotals();
  const groups = new Map<string, PreviewGroup>();
  let recognised: RecognisedFile | null = null;
  let stoppedBy: UnreadableFile | null = null;
  const onRecognised = (found: RecognisedFile) => {
    recognised = found;
  };
  const progress = () => ({
    rowsRead: totals.rowsRead,
    rejected: totals.rejected,
    sizeBytes: file.sizeBytes,
    readBytes: file.readBytes(),
  });
  try {
    for await (const row of readRows({ file, path, options, projectPrices, onRecognised })) {
      totals.rowsRead += 1;
      const problem = "problem" in row ? row.problem : usageProblem(row.report, clock());
      if ("problem" in row || problem !== null) {
        totals.rejected += 1;
        onRejected(row.line, problem ?? "");
      } else {
        addToSums(totals, row);
        const group = groupOf(groups, row.report.occurredAt, row.report.model);
        group.rowsRead += 1;
        addToSums(group, row);
      }
      onProgress(progress);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    stoppedBy = error;
  } finally {
    await file.close();
  }
  const sorted = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
  return { recognised, totals, groups: sorted.map(([, group]) => group), stoppedBy };
}

function groupOf(
  groups: Map<string, PreviewGroup>,
  occurredAt: Date,
  model: string | null,
): PreviewGroup {
  const month = occurredAt.toISOString().slice(0, 7);
  const named = `${month} ${model ?? ""}`;
  const isListed = groups.has(named) || groups.size < MAX_GROUPS;
  const key = isListed ? named : `${month} `;
  const known = groups.get(key);
  if (known) return known;
  const group = { ...noTotals(), month, model: isListed ? model : null };
  groups.set(key, group);
  return group;
}
