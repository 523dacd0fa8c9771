import { usageProblem } from "@ai-cost/ledger";
import { type FileImport, planSums } from "./import-file";
import { addToSums, type ImportSums, type ImportTotals, noSums, noTotals } from "./import-totals";
import { readFile } from "./read-file";
import type { RecognisedTable } from "./read-rows";
import { UnreadableFile } from "./unreadable-file";

/** The rows of one UTC month and one model. */
export interface PreviewGroup extends ImportTotals {
  /** The month, such as `2026-11`. */
  month: string;
  /**
   * The model; null for rows without a model. When there are too many models to list, the remaining models
   * also have null.
   */
  model: string | null;
}

/** The sums of a preview. Several files can share them. */
export interface PreviewSums extends ImportSums {
  groups: Map<string, PreviewGroup>;
}

export const noPreview = (): PreviewSums => ({ ...noSums(), groups: new Map() });

export interface FilePreview {
  /**
   * The layout of a file with mapped columns; null for other files, and when the header cannot be read.
   */
  table: RecognisedTable | null;
  totals: ImportTotals;
  /** The groups, ordered by month, then by model. */
  groups: PreviewGroup[];
  /** Why the file was refused, or could not be read to its end; null when it was read completely. */
  stoppedBy: UnreadableFile | null;
}

/** The maximum number of groups. It limits the memory for a file in which every row has another model. */
const MAX_GROUPS = 10_000;

/**
 * Reads a file in the same way as an import and adds up what the import would record, but records nothing.
 * It does not check which rows are already recorded.
 */
export async function previewFile({
  clock,
  onRejected,
  sums = noPreview(),
  overlap = "refuse",
  ...request
}: Omit<FileImport, "sums" | "recorder"> & { sums?: PreviewSums }): Promise<FilePreview> {
  const { totals, groups, isFirstOfKey } = sums;
  let table: RecognisedTable | null = null;
  const onRecognised = (found: RecognisedTable) => {
    table = found;
  };
  const reject = (line: number, reason: string) => {
    totals.rejected += 1;
    onRejected(line, reason);
  };
  const summed = await planSums(request, overlap);
  if (summed instanceof UnreadableFile)
    return { table, totals, groups: sorted(groups), stoppedBy: summed };
  const reading = { ...request, totals, onRecognised, onRejected: reject };
  const stoppedBy = await readFile(reading, (row) => {
    const problem = usageProblem(row.report, clock());
    if (problem !== null) return reject(row.line, problem);
    if (summed?.isLeftOut(row)) {
      totals.leftOut += 1;
      return;
    }
    if (!isFirstOfKey(row)) {
      totals.duplicate += 1;
      return;
    }
    addToSums(totals, row);
    const group = groupOf(groups, row.report.occurredAt, row.report.model);
    group.rowsRead += 1;
    addToSums(group, row);
  });
  return { table, totals, groups: sorted(groups), stoppedBy };
}

const sorted = (groups: ReadonlyMap<string, PreviewGroup>): PreviewGroup[] =>
  [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);

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
