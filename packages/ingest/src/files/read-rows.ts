import type { ProjectPrices } from "@ai-cost/pricing";
import { ImportRefusal } from "../import/import-refusal";
import type { ImportOptions } from "../import/options";
import { findColumns } from "./csv/columns";
import type { OpenFile } from "./csv/open-file";
import { readCsv } from "./csv/read-csv";
import type { ReadyRow } from "./record-rows";
import { rowIdentifier } from "./rows/identify-rows";
import { mapRow, type RowProblem } from "./rows/map-row";
import { costOfRow } from "./rows/price-row";
import { usageReport } from "./rows/usage-report";

/** A row of the file: what the ledger is to be told of it, or why it cannot be. */
export type FileRow = ReadyRow | ({ line: number } & RowProblem);

/**
 * The rows of a file in its order. Throws an `ImportRefusal` when the header does not fit, when there
 * is no row, and where the file cannot be read on.
 */
export async function* readRows(
  file: OpenFile,
  options: ImportOptions,
  ownPrices: ProjectPrices,
): AsyncGenerator<FileRow> {
  const records = readCsv(file);
  const header = await records.next();
  if (header.done) throw new ImportRefusal(`"${options.file}" is empty.`);
  const readyRow = rowReader(header.value.cells, options, ownPrices);
  let rows = 0;
  for await (const { line, cells } of records) {
    rows += 1;
    yield { line, ...readyRow(cells) };
  }
  if (rows === 0) throw new ImportRefusal(`"${options.file}" has a header and no rows.`);
}

function rowReader(
  header: readonly string[],
  { mapping, prices }: ImportOptions,
  ownPrices: ProjectPrices,
) {
  const textsOf = findColumns(header, mapping);
  const identify = rowIdentifier();
  return (cells: readonly string[]): Omit<ReadyRow, "line"> | RowProblem => {
    const texts = textsOf(cells);
    const row = "problem" in texts ? texts : mapRow(texts);
    if ("problem" in row) return row;
    const pricing = costOfRow(row, prices, ownPrices);
    if ("problem" in pricing) return pricing;
    const { key, fileRun } = identify(row);
    const report = usageReport(row, key, row.run ?? fileRun, pricing);
    return { report, isFileRun: row.run === null };
  };
}
