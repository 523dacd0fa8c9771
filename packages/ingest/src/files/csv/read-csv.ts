import { pipeline } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { UnreadableFile } from "../unreadable-file";
import { LineCounter } from "./line-counter";
import type { OpenFile } from "./open-file";

export interface CsvRecord {
  /** The line on which the record begins; the first is 1. */
  line: number;
  /** Without surrounding spaces. */
  cells: string[];
}

/** Without a limit, a quote that is never closed would collect the rest of the file in memory. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

const OPTIONS = {
  bom: true,
  info: true,
  relax_column_count: true,
  // A stray quote then affects only its own field, and not the rows after it.
  relax_quotes: true,
  ltrim: true,
  skip_empty_lines: true,
  record_delimiter: ["\r\n", "\n", "\r"],
  max_record_size: MAX_RECORD_BYTES,
};

interface Parsed {
  record: string[];
  info: { lines: number };
}

/**
 * Yields the records of a CSV file, the header first, without blank lines. Throws an `UnreadableFile`
 * where the file cannot be read any further.
 */
export async function* readCsv({ source, decompress }: OpenFile): AsyncGenerator<CsvRecord> {
  const lines = new LineCounter();
  // The pipeline passes every error to its last stream, and so to the loop below.
  const records: AsyncIterable<Parsed> = pipeline(source, decompress, parse(OPTIONS), () => {});
  try {
    for await (const { record, info } of records) {
      const line = lines.startOf(record, info.lines);
      const cells = record.map((cell) => cell.trim());
      if (cells.length > 1 || cells[0] !== "") yield { line, cells };
    }
  } catch (error) {
    const reason = reasonOf(error, lines.nextLine);
    throw reason === null ? error : new UnreadableFile(reason, { cause: error });
  }
}

/** Why the file cannot be read any further; null for an unexpected error. */
function reasonOf(error: unknown, nextLine: number): string | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const csvCode = code as CsvError["code"];
  if (csvCode === "CSV_QUOTE_NOT_CLOSED" || csvCode === "CSV_MAX_RECORD_SIZE")
    return `A quote that opens on line ${nextLine} or after is never closed, so nothing from there on can be read.`;
  if (code === "Z_BUF_ERROR") return "The file ends in the middle of its gzip data.";
  if (code.startsWith("Z_")) return "The file's gzip data is damaged.";
  return code === "EIO" ? "The file can no longer be read (EIO)." : null;
}
