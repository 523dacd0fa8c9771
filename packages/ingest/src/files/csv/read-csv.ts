import { pipeline } from "node:stream";
import { Refusal } from "@ai-cost/domain";
import { type CsvError, parse } from "csv-parse";
import { LineCounter } from "./line-counter";
import type { OpenFile } from "./open-file";

export interface CsvRecord {
  /** The line of the file on which it begins, from 1. */
  line: number;
  /** Trimmed. */
  cells: string[];
}

/** Without a limit, a quote that is never closed would load the rest of the file into memory. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

const OPTIONS = {
  bom: true,
  info: true,
  relax_column_count: true,
  // Without this option, a stray quote loses the rows after it as well, and not only its own field.
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
 * Reads the records of a CSV file, the header first, and skips blank lines. Throws a Refusal where the
 * file cannot be read further.
 */
export async function* readCsv({ source, unpack }: OpenFile): AsyncGenerator<CsvRecord> {
  const lines = new LineCounter();
  // An error of any stream reaches the loop below, because the pipeline destroys its last stream with it.
  const records: AsyncIterable<Parsed> = pipeline(source, unpack, parse(OPTIONS), () => {});
  try {
    for await (const { record, info } of records) {
      const line = lines.startOf(record, info.lines);
      const cells = record.map((cell) => cell.trim());
      if (cells.length > 1 || cells[0] !== "") yield { line, cells };
    }
  } catch (error) {
    const why = whyUnreadable(error, lines.nextLine);
    throw why === null ? error : new Refusal(why, { cause: error });
  }
}

function whyUnreadable(error: unknown, nextLine: number): string | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const csvCode = code as CsvError["code"];
  if (csvCode === "CSV_QUOTE_NOT_CLOSED" || csvCode === "CSV_MAX_RECORD_SIZE")
    return `A quote that opens on line ${nextLine} or later is never closed, so the rest of the file cannot be read.`;
  if (code === "Z_BUF_ERROR") return "The file ends in the middle of its gzip data.";
  if (code.startsWith("Z_")) return "The file's gzip data is damaged.";
  return code === "EIO" ? "The file can no longer be read (EIO)." : null;
}
