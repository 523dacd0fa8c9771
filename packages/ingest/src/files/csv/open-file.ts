import { type FileHandle, open } from "node:fs/promises";
import { PassThrough, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { UnreadableFile } from "../unreadable-file";

export interface OpenFile {
  /**
   * The size of the file as it is stored, which may be compressed; 0 when the size is unknown, as for a
   * pipe.
   */
  sizeBytes: number;
  /** The number of bytes of the stored file that have been read. */
  readBytes(): number;
  /** The bytes of the stored file. Pipe them through `decompress`. */
  source: Readable;
  decompress: NodeJS.ReadWriteStream;
  close(): Promise<void>;
}

/**
 * Opens a CSV file and detects gzip from its first bytes. Throws an `UnreadableFile` when it is not a CSV
 * file.
 */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await openHandle(path);
  const stat = await handle.stat();
  if (stat.isDirectory()) {
    await handle.close();
    throw new UnreadableFile(`"${path}" is a folder; give the path of a CSV file.`);
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
    throw new UnreadableFile(`"${path}" is a zip archive; unpack it and give the CSV file in it.`);
  }
  async function* counted() {
    readBytes += start.length;
    yield start;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      readBytes += next.value.length;
      yield next.value;
    }
  }
  return {
    sizeBytes: stat.isFile() ? stat.size : 0,
    readBytes: () => readBytes,
    source: Readable.from(counted(), { objectMode: false }),
    decompress: format === "gzip" ? createGunzip() : new PassThrough(),
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
 * Reads enough bytes to detect the format. It reads in a loop because a pipe may deliver one byte at a
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
