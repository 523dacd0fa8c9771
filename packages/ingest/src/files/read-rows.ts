import type { UsageReport } from "@ai-cost/ledger";
import type { ProjectPrices } from "@ai-cost/pricing";
import type { OpenFile } from "./csv/open-file";
import { readCsv } from "./csv/read-csv";
import { rowTextReader } from "./csv/row-texts";
import type { ReadOptions } from "./mapping";
import { rowIdentifier } from "./rows/identify-rows";
import { mapRow, type RowProblem } from "./rows/map-row";
import { priceRow } from "./rows/price-row";
import { usageReportOfRow } from "./rows/usage-report-of-row";
import { UnreadableFile } from "./unreadable-file";

/** A row that can be recorded. */
export interface ReportedRow {
  line: number;
  report: UsageReport;
  /** The row names no run and belongs to a run of the file. */
  isInFileRun: boolean;
}

/**
 * Yields the rows of a file in order, each as the ledger's report or as the problem with it. Throws an
 * `UnreadableFile` when the header does not match the mapping, when there are no rows, and where the
 * file cannot be read any further. `path` is for messages.
 */
export async function* readRows(
  file: OpenFile,
  path: string,
  options: ReadOptions,
  projectPrices: ProjectPrices,
): AsyncGenerator<ReportedRow | ({ line: number } & RowProblem)> {
  const records = readCsv(file);
  const header = await records.next();
  if (header.done) throw new UnreadableFile(`"${path}" is empty.`);
  const readRow = rowReader(header.value.cells, options, projectPrices);
  let rows = 0;
  for await (const { line, cells } of records) {
    rows += 1;
    yield { line, ...readRow(cells) };
  }
  if (rows === 0) throw new UnreadableFile(`"${path}" has a header and no rows.`);
}

function rowReader(
  header: readonly string[],
  { mapping, prices }: ReadOptions,
  projectPrices: ProjectPrices,
) {
  const textsOf = rowTextReader(header, mapping);
  const identify = rowIdentifier();
  return (cells: readonly string[]): Omit<ReportedRow, "line"> | RowProblem => {
    const texts = textsOf(cells);
    const row = "problem" in texts ? texts : mapRow(texts);
    if ("problem" in row) return row;
    const pricing = priceRow(row, prices, projectPrices);
    if ("problem" in pricing) return pricing;
    const { key, fileRun } = identify(row);
    const report = usageReportOfRow(row, key, row.run ?? fileRun, pricing);
    return { report, isInFileRun: row.run === null };
  };
}
