import { finished } from "node:stream/promises";
import { type CsvError, parse } from "csv-parse";
import { damageOf } from "../reading/damage";
import type { Encoding } from "../reading/decode-text";
import type { OpenFile } from "../reading/open-file";
import { UnreadableFile } from "../unreadable-file";
import { detectLayout } from "./detect-delimiter";
import { LineCounter } from "./line-counter";

interface CsvRecord {
  /** The line on which the record begins; the first line is 1. */
  line: number;
  /** The cells of the record, without surrounding spaces. */
  cells: string[];
}

/** The format of a CSV file, determined from its beginning. */
export interface CsvFormat {
  encoding: Encoding;
  delimiter: string;
}

export interface CsvTable extends CsvFormat {
  header: string[];
  /** The records after the header, without blank lines. */
  records: AsyncGenerator<CsvRecord>;
}

/**
 * The maximum size of a record. Without a limit, a quote that is never closed would load the rest of the
 * file into memory.
 */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

const OPTIONS = {
  bom: true,
  relax_column_count: true,
  // With this option, a stray quote character in the middle of a field changes only that field and not the
  // rows after it.
  relax_quotes: true,
  ltrim: true,
  skip_empty_lines: true,
  record_delimiter: ["\r\n", "\n", "\r"],
  max_record_size: MAX_RECORD_BYTES,
};

/**
 * Reads the header of a CSV file and returns it with a generator that reads the records on demand. Returns
 * null when the file is empty. `countWanted` returns how many wanted columns a header has, which
 * determines the delimiter. Reading throws an `UnreadableFile` where the file is damaged.
 */
export async function readCsv(
  { sample, encoding, chunks }: OpenFile,
  countWanted: (header: readonly string[]) => number,
): Promise<CsvTable | null> {
  const lines = new LineCounter();
  try {
    const { delimiter, headerLine } = detectLayout(sample, countWanted);
    const options = { ...OPTIONS, delimiter, from_line: headerLine };
    const records = recordsOf(chunks, options, lines);
    const first = await records.next();
    return first.done ? null : { encoding, delimiter, header: first.value.cells, records };
  } catch (error) {
    throw unreadable(error, lines);
  }
}

/**
 * Parses chunk by chunk. A callback collects the records of a chunk, because a parser that is read as a
 * stream drops its last records when it fails.
 */
async function* recordsOf(
  chunks: AsyncIterable<Buffer>,
  options: typeof OPTIONS & { delimiter: string; from_line: number },
  lines: LineCounter,
): AsyncGenerator<CsvRecord> {
  let parsed: CsvRecord[] = [];
  const parser = parse({
    ...options,
    on_record: (record: string[], info) => {
      const line = lines.startOf(record, info.lines);
      const cells = record.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== "")) parsed.push({ line, cells });
      return null;
    },
  });
  let failure: Error | undefined;
  parser.on("error", (error) => {
    failure = error;
  });
  function* take() {
    const taken = parsed;
    parsed = [];
    yield* taken;
    if (failure) throw failure;
  }
  try {
    for await (const chunk of chunks) {
      await new Promise((resolve) => parser.write(chunk, resolve));
      yield* take();
    }
    parser.resume();
    await finished(parser.end()).catch(() => {});
    yield* take();
  } catch (error) {
    throw unreadable(error, lines);
  }
}

function unreadable(error: unknown, { nextLine }: LineCounter): unknown {
  const reason = reasonOf(error, nextLine);
  return reason === null ? error : new UnreadableFile(reason, { cause: error });
}

/** Why the rest of the file cannot be read; null for an unexpected error. */
function reasonOf(error: unknown, nextLine: number): string | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const csvCode = code as CsvError["code"];
  if (csvCode === "CSV_QUOTE_NOT_CLOSED" || csvCode === "CSV_MAX_RECORD_SIZE")
    return `A quote that opens on line ${nextLine} or after is never closed, so nothing from there on can be read.`;
  return damageOf(error);
}
