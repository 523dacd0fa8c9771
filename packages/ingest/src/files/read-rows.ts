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
  /** Whether the row names no run, so that it belongs to a run that the import creates for the file. */
  isInFileRun: boolean;
  /**
   * The idempotency key that the row got in an import that did not read its cached, cache-write and
   * reasoning tokens; null when the row has no such tokens.
   */
  keyWithoutParts: string | null;
  /** Whether the row has a cost but no count of input tokens. The count is then unknown and not 0. */
  isInputUnknown: boolean;
  isOutputUnknown: boolean;
}

/** The format of a file, which is known before its first row is read. */
export interface RecognisedFile extends CsvFormat {
  header: readonly string[];
  /**
   * Whether the input tokens include the cached tokens; null when no column of cached tokens is mapped.
   */
  cacheCounts: CacheCounts | null;
}

export interface RowsToRead {
  file: OpenFile;
  /** The path of the file, which error messages name. */
  path: string;
  options: ReadOptions;
  projectPrices: ProjectPrices;
  /** Called once, before the first row is read. */
  onRecognised?(recognised: RecognisedFile): void;
}

/**
 * Yields the rows of a file in order. Each is either a usage report for the ledger, or the problem for
 * which it cannot be recorded. Throws an `UnreadableFile` when the header does not fit the mapping, when
 * the file has no rows, or when the rest of the file cannot be read.
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

/**
 * Returns a function that prices a row and computes its keys. Call this function for the rows in the
 * order of the file, because the keys depend on the earlier rows.
 */
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
