import type { UsageReport } from "@ai-cost/ledger";
import type { ProjectPrices } from "@ai-cost/pricing";
import type { OpenFile } from "./csv/open-file";
import { type CsvFormat, readCsv } from "./csv/read-csv";
import { cacheCountsOf, refuseUnmappedUsage } from "./header/check-header";
import { hasColumns } from "./header/find-columns";
import { rowTextReader } from "./header/row-texts";
import type { CacheCounts, ReadOptions } from "./mapping";
import { rowIdentifier } from "./rows/identify-rows";
import { type MappedRow, mapRow, type RowProblem } from "./rows/map-row";
import { priceRow } from "./rows/price-row";
import { usageReportOfRow } from "./rows/usage-report-of-row";
import { UnreadableFile } from "./unreadable-file";

/** A row that can be recorded. */
export interface ReportedRow {
  line: number;
  report: UsageReport;
  /** The row names no run and belongs to a run of the file. */
  isInFileRun: boolean;
  /** The key of the row when it was imported without its cached, cache-write and reasoning tokens; null when it has none. */
  keyWithoutParts: string | null;
  /** The row has a cost and no count of input tokens, so their number is unknown and not 0. */
  isInputUnknown: boolean;
  isOutputUnknown: boolean;
}

/** What was found out about a file before its first row. */
export interface RecognisedFile extends CsvFormat {
  header: readonly string[];
  /** Null when no cached tokens are mapped. */
  cacheCounts: CacheCounts | null;
}

export interface RowsToRead {
  file: OpenFile;
  /** For messages. */
  path: string;
  options: ReadOptions;
  projectPrices: ProjectPrices;
  /** Is called once, before the first row. */
  onRecognised?(recognised: RecognisedFile): void;
}

/**
 * Yields the rows of a file in order, each as the ledger's report or as the problem with it. Throws an
 * `UnreadableFile` when the header does not match the mapping, when there are no rows, and where the
 * file cannot be read any further.
 */
export async function* readRows({
  file,
  path,
  options,
  projectPrices,
  onRecognised,
}: RowsToRead): AsyncGenerator<ReportedRow | ({ line: number } & RowProblem)> {
  const sources = Object.values(options.mapping).filter((source) => source !== null);
  const table = await readCsv(
    file,
    (header) => sources.filter((source) => hasColumns(header, source)).length,
  );
  if (!table) throw new UnreadableFile(`"${path}" is empty.`);
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
  if (rows === 0) throw new UnreadableFile(`"${path}" has a header and no rows.`);
}

/** Prices each row and gives it its keys. Call the function in the order of the file. */
function rowReporter({ mapping, prices }: ReadOptions, projectPrices: ProjectPrices) {
  const { cacheReadTokens, cacheWriteTokens, reasoningTokens } = mapping;
  const identify = rowIdentifier(
    [cacheReadTokens, cacheWriteTokens, reasoningTokens].some((source) => source !== null),
  );
  return (row: MappedRow): Omit<ReportedRow, "line"> | RowProblem => {
    const pricing = priceRow(row, prices, projectPrices);
    if ("problem" in pricing) return pricing;
    const { key, keyWithoutParts, fileRun } = identify(row);
    return {
      report: usageReportOfRow(row, key, row.run ?? fileRun, pricing),
      isInFileRun: row.run === null,
      keyWithoutParts,
      isInputUnknown: row.reportedInputTokens === null,
      isOutputUnknown: row.reportedOutputTokens === null,
    };
  };
}
