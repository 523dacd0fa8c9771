import type { ProjectPrices } from "@ai-cost/pricing";
import { type CsvFormat, readCsv } from "./csv/read-csv";
import { cacheCountsOf, refuseUnmappedUsage } from "./header/check-header";
import { hasColumns } from "./header/find-columns";
import { rowTextReader } from "./header/row-texts";
import type { CacheCounts, ReadOptions } from "./mapping";
import type { OpenFile } from "./reading/open-file";
import type { ReportedRow, RowOrProblem } from "./reported-row";
import { rowIdentifier } from "./rows/identify-rows";
import { type MappedRow, mapRow, type RowProblem } from "./rows/map-row";
import { priceRow } from "./rows/price-row";
import { usageReportOfRow } from "./rows/usage-report-of-row";
import { UnreadableFile } from "./unreadable-file";

/** The properties of a file with mapped columns that are known before its first row is read. */
export interface RecognisedTable extends CsvFormat {
  header: readonly string[];
  /** Whether the input tokens include the cached tokens; null when no cached tokens are mapped. */
  cacheCounts: CacheCounts | null;
}

export interface RowsToRead {
  file: OpenFile;
  options: ReadOptions;
  projectPrices: ProjectPrices;
  /** A callback that is called once, before the first row. */
  onRecognised?(recognised: RecognisedTable): void;
}

/**
 * Yields the rows of a file in order. Each row is either a report for the ledger or a problem. Throws an
 * `UnreadableFile` when the header does not match the mapping, when there are no rows, and at the point
 * where the file is damaged.
 */
export async function* readRows({
  file,
  options,
  projectPrices,
  onRecognised,
}: RowsToRead): AsyncGenerator<RowOrProblem> {
  const sources = Object.values(options.mapping).filter((source) => source !== null);
  const table = await readCsv(
    file,
    (header) => sources.filter((source) => hasColumns(header, source)).length,
  );
  if (!table) throw new UnreadableFile(`"${file.path}" is empty.`);
  const { header, records, encoding, delimiter } = table;
  const textsOf = rowTextReader(header, options.mapping);
  refuseUnmappedUsage(header, options);
  const cacheCounts = cacheCountsOf(header, options);
  const { cacheReadTokens, cacheWriteTokens } = options.mapping;
  onRecognised?.({
    header,
    encoding,
    delimiter,
    cacheCounts: cacheReadTokens || cacheWriteTokens ? cacheCounts : null,
  });
  const rules = {
    dateOrder: options.dateOrder,
    numbers: { given: options.decimalSign, delimiter },
    cacheCounts,
  };
  const toReport = rowReporter(options, projectPrices);
  let rows = 0;
  for await (const { line, cells } of records) {
    rows += 1;
    const texts = textsOf(cells);
    const row = "problem" in texts ? texts : mapRow(texts, rules);
    yield { line, ...("problem" in row ? row : toReport(row)) };
  }
  if (rows === 0) throw new UnreadableFile(`"${file.path}" has a header and no rows.`);
}

/**
 * Creates a function that prices a row and adds its keys. Call it for the rows in the order of the file.
 */
function rowReporter({ mapping, prices }: ReadOptions, projectPrices: ProjectPrices) {
  const identify = rowIdentifier(mapping);
  return (row: MappedRow): Omit<ReportedRow, "line"> | RowProblem => {
    const pricing = priceRow(row, prices, projectPrices);
    if ("problem" in pricing) return pricing;
    const { key, partialKeys, fileRun } = identify(row);
    return {
      report: usageReportOfRow(row, key, row.run ?? fileRun, pricing),
      sumOf: null,
      isInFileRun: row.run === null,
      partialKeys,
      isInputUnknown: row.reportedInputTokens === null,
      isOutputUnknown: row.reportedOutputTokens === null,
    };
  };
}
