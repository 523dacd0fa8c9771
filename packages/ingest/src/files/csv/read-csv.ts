import { pipeline } from "node:stream";
import { finished } from "node:stream/promises";
import { type CsvError, parse } from "csv-parse";
import { UnreadableFile } from "../unreadable-file";
import { decodeText, type Encoding, encodingOf, textOf } from "./decode-text";
import { detectLayout } from "./detect-delimiter";
import { LineCounter } from "./line-counter";
import type { OpenFile } from "./open-file";

interface CsvRecord {
  /** The line on which the record begins, counted from 1. */
  line: number;
  /** The texts of the cells without surrounding spaces. */
  cells: string[];
}

/** The format of a CSV file, which is detected from its beginning. */
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
 * The limit of a record. Without it, the rest of the file after a quote that is never closed would be
 * held in memory.
 */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;
/** The size of the beginning of a file from which its encoding and delimiter are detected. */
const SAMPLE_BYTES = 64 * 1024;

const OPTIONS = {
  bom: true,
  relax_column_count: true,
  // With this option, a stray quote affects only its own field. Without it, the rows after the quote
  // would be lost.
  relax_quotes: true,
  ltrim: true,
  skip_empty_lines: true,
  record_delimiter: ["\r\n", "\n", "\r"],
  max_record_size: MAX_RECORD_BYTES,
};

/**
 * Reads the header of a CSV file and returns it with a generator of the records. Returns null if the file
 * is empty. `countWanted` returns how many wanted columns a header has; this number decides the
 * delimiter. Throws an `UnreadableFile` if the file is damaged; the generator throws it after the last
 * readable record.
 */
export async function readCsv(
  { source, decompress }: OpenFile,
  countWanted: (header: readonly string[]) => number,
): Promise<CsvTable | null> {
  const lines = new LineCounter();
  try {
    // `pipeline` passes every error to its last stream. The loop that reads this stream therefore handles
    // the errors of all of them.
    const { sample, chunks } = await sampleOf(pipeline(source, decompress, () => {}));
    const encoding = encodingOf(sample);
    const { delimiter, headerLine } = detectLayout(textOf(sample, encoding), countWanted);
    const options = { ...OPTIONS, delimiter, from_line: headerLine };
    const records = recordsOf(decodeText(chunks, encoding), options, lines);
    const first = await records.next();
    return first.done ? null : { encoding, delimiter, header: first.value.cells, records };
  } catch (error) {
    throw unreadable(error, lines);
  }
}

/**
 * Parses the text chunk by chunk. A callback collects the records of a chunk. They are not read from the
 * parser as a stream, because a stream that fails drops the records that were not read yet.
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

/**
 * Reads the beginning of a stream. The returned `chunks` contain the whole stream, including this
 * beginning.
 */
async function sampleOf(stream: NodeJS.ReadableStream) {
  const iterator: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const sampled: Buffer[] = [];
  let failure: { error: unknown } | undefined;
  try {
    for (let size = 0; size < SAMPLE_BYTES; ) {
      const next = await iterator.next();
      if (next.done) break;
      sampled.push(next.value);
      size += next.value.length;
    }
  } catch (error) {
    failure = { error };
  }
  const sample = Buffer.concat(sampled);
  async function* chunks() {
    yield sample;
    // The error is thrown only here, after the rows before the damage have been yielded.
    if (failure) throw failure.error;
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      yield next.value;
  }
  return { sample, chunks: chunks() };
}

function unreadable(error: unknown, { nextLine }: LineCounter): unknown {
  const reason = reasonOf(error, nextLine);
  return reason === null ? error : new UnreadableFile(reason, { cause: error });
}

/** Returns a sentence that says why the rest of the file cannot be read; null for an unexpected error. */
function reasonOf(error: unknown, nextLine: number): string | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const csvCode = code as CsvError["code"];
  if (csvCode === "CSV_QUOTE_NOT_CLOSED" || csvCode === "CSV_MAX_RECORD_SIZE")
    return `A quote that opens on line ${nextLine} or after is never closed, so nothing from there on can be read.`;
  if (code === "Z_BUF_ERROR") return "The file ends in the middle of its gzip data.";
  if (code.startsWith("Z_")) return "The file's gzip data is damaged.";
  return code === "EIO" ? "The file can no longer be read (EIO)." : null;
}
