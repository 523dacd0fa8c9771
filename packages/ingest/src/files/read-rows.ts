import { Refusal } from "@ai-cost/domain";
import type { ProjectPrices } from "@ai-cost/pricing";
import type { ColumnMapping, TokenPrices } from "./column-mapping";
import { findColumns } from "./csv/columns";
import type { OpenFile } from "./csv/open-file";
import { readCsv } from "./csv/read-csv";
import type { ReadyRow } from "./record-rows";
import { rowIdentifier } from "./rows/identify-rows";
import { mapRow, type RowProblem } from "./rows/map-row";
import { costOfRow } from "./rows/price-row";
import { usageReport } from "./rows/usage-report-of-row";

/** A row of the file: the report for the ledger, or why there is none. */
export type FileRow = ReadyRow | ({ line: number } & RowProblem);

interface RowRules {
  /** The file's path, for messages. */
  path: string;
  mapping: ColumnMapping;
  prices: TokenPrices | null;
  projectPrices: ProjectPrices;
}

/**
 * Reads the rows of a file in their order. Throws a Refusal if the header does not fit the mapping, if
 * there is no row, or where the file cannot be read further.
 */
export async function* readRows(file: OpenFile, rules: RowRules): AsyncGenerator<FileRow> {
  const records = readCsv(file);
  const header = await records.next();
  if (header.done) throw new Refusal(`"${rules.path}" is empty.`);
  const readyRow = rowReader(header.value.cells, rules);
  let rows = 0;
  for await (const { line, cells } of records) {
    rows += 1;
    yield { line, ...readyRow(cells) };
  }
  if (rows === 0) throw new Refusal(`"${rules.path}" has a header and no rows.`);
}

function rowReader(header: readonly string[], { mapping, prices, projectPrices }: RowRules) {
  const textsOf = findColumns(header, mapping);
  const identify = rowIdentifier();
  return (cells: readonly string[]): Omit<ReadyRow, "line"> | RowProblem => {
    const texts = textsOf(cells);
    const row = "problem" in texts ? texts : mapRow(texts);
    if ("problem" in row) return row;
    const pricing = costOfRow(row, prices, projectPrices);
    if ("problem" in pricing) return pricing;
    const { key, fileRun } = identify(row);
    const report = usageReport(row, key, row.run ?? fileRun, pricing);
    return { report, isFileRun: row.run === null };
  };
}
