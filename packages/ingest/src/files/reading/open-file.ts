import { type FileHandle, open } from "node:fs/promises";
import { PassThrough, pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { UnreadableFile } from "../unreadable-file";
import { decodeText, type Encoding, encodingOf, textOf } from "./decode-text";

/** The number of bytes from which the encoding and the format are detected. */
const SAMPLE_BYTES = 64 * 1024;
/**
 * The limit for the first line of a JSON file. The format is recognised from the complete line, and the
 * first line of a transcript can contain a pasted image.
 */
const MAX_FIRST_JSON_LINE_BYTES = 16 * 1024 * 1024;

export interface OpenFile {
  path: string;
  /** The size of the stored file, which may be compressed; 0 when the size is unknown, as for a pipe. */
  sizeBytes: number;
  /** The number of bytes of the stored file that have been read. */
  readBytes(): number;
  encoding: Encoding;
  /**
   * The text at the beginning of the file. Only a short file has a text that is shorter than the sample
   * size.
   */
  sample: string;
  /** The complete file in UTF-8, including the sample. It can be read once. */
  chunks: AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens a file, decompresses it if it is in gzip format, and reads a sample of its text. Throws an
 * `UnreadableFile` when it is not a text file.
 */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await openHandle(path);
  const stat = await handle.stat();
  if (stat.isDirectory()) {
    await handle.close();
    throw new UnreadableFile(`"${path}" is a folder; give the path of a file.`);
  }
  let readBytes = 0;
  const stream = handle.createReadStream();
  const close = async () => {
    stream.destroy();
    await handle.close();
  };
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  const start = await startOf(chunks);
  const format = formatOf(start);
  if (format === "zip") {
    await close();
    throw new UnreadableFile(`"${path}" is a zip archive; unpack it and give the file in it.`);
  }
  async function* counted() {
    readBytes += start.length;
    yield start;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      readBytes += next.value.length;
      yield next.value;
    }
  }
  const source = Readable.from(counted(), { objectMode: false });
  const decompress = format === "gzip" ? createGunzip() : new PassThrough();
  // The pipeline passes every error to its last stream, so the loop that reads this stream throws the
  // error.
  const { sample, chunks: bytes } = await sampleOf(pipeline(source, decompress, () => {}));
  const encoding = encodingOf(sample);
  if (encoding === "UTF-8" && sample.includes(0)) {
    await close();
    throw new UnreadableFile(`"${path}" is not a text file; save it as CSV or JSON.`);
  }
  return {
    path,
    sizeBytes: stat.isFile() ? stat.size : 0,
    readBytes: () => readBytes,
    encoding,
    sample: textOf(sample, encoding),
    chunks: decodeText(bytes, encoding),
    close,
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
  ENOTDIR: "does not exist",
  ENAMETOOLONG: "does not exist",
};

async function openHandle(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new UnreadableFile(`"${path}" ${REASONS[code] ?? `cannot be opened (${code})`}.`);
  }
}

/**
 * Reads enough bytes to detect the format. It reads in a loop, because a pipe may deliver one byte at a
 * time.
 */
async function startOf(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < 4) {
    const next = await chunks.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

function formatOf(start: Buffer): "gzip" | "text" | "zip" {
  const startsWith = (...bytes: number[]) => bytes.every((byte, index) => start[index] === byte);
  if (startsWith(0x1f, 0x8b)) return "gzip";
  return startsWith(0x50, 0x4b, 0x03, 0x04) ? "zip" : "text";
}

const NEWLINE = 0x0a;
const OPENING_BRACE = 0x7b;

const isJson = ([first]: readonly Buffer[]): boolean => first?.[0] === OPENING_BRACE;

/**
 * Reads the beginning of a stream. The returned `chunks` contains the complete stream, including the
 * beginning.
 */
async function sampleOf(stream: NodeJS.ReadableStream) {
  const iterator: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const sampled: Buffer[] = [];
  let failure: { error: unknown } | undefined;
  try {
    let size = 0;
    let hasLine = false;
    while (
      size < SAMPLE_BYTES ||
      (!hasLine && size < MAX_FIRST_JSON_LINE_BYTES && isJson(sampled))
    ) {
      const next = await iterator.next();
      if (next.done) break;
      sampled.push(next.value);
      size += next.value.length;
      hasLine ||= next.value.includes(NEWLINE);
    }
  } catch (error) {
    failure = { error };
  }
  const sample = Buffer.concat(sampled);
  async function* chunks() {
    yield sample;
    // An error is thrown only after all bytes before it were yielded, so that the rows before the damage
    // are read.
    if (failure) throw failure.error;
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      yield next.value;
  }
  return { sample, chunks: chunks() };
}
