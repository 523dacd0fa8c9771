import { type FileHandle, open } from "node:fs/promises";
import { PassThrough, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Refusal } from "@ai-cost/domain";

export interface OpenFile {
  /** 0 if it is unknown, as for a pipe. */
  sizeBytes: number;
  /** How much of the file has been read, before decompression. */
  readBytes(): number;
  /** The bytes of the file. Piped through `unpack`, they are the text. */
  source: Readable;
  unpack: NodeJS.ReadWriteStream;
}

/** Opens a CSV file and recognizes gzip by its first bytes. Throws a Refusal if it cannot be opened. */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await openOrRefuse(path);
  const stat = await handle.stat();
  if (stat.isDirectory()) {
    await handle.close();
    throw new Refusal(`"${path}" is a folder; give the path of a CSV file.`);
  }
  let readBytes = 0;
  const chunks: AsyncIterator<Buffer> = handle.createReadStream()[Symbol.asyncIterator]();
  const start = await startOf(chunks);
  const format = await closeOnError(handle, () => formatOf(path, start));
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
    unpack: format === "gzip" ? createGunzip() : new PassThrough(),
  };
}

const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
  ENOTDIR: "does not exist",
  ENAMETOOLONG: "does not exist",
};

async function openOrRefuse(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new Refusal(`"${path}" ${WHY_NOT[code] ?? `cannot be opened (${code})`}.`);
  }
}

async function closeOnError<Result>(handle: FileHandle, work: () => Result): Promise<Result> {
  try {
    return work();
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The first bytes, enough to tell a format by; a pipe may hand over one at a time. */
async function startOf(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < 4) {
    const next = await chunks.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

function formatOf(path: string, start: Buffer): "gzip" | "text" {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => start[index] === byte);
  if (begins(0x1f, 0x8b)) return "gzip";
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff))
    throw new Refusal(`"${path}" is in UTF-16; save it as UTF-8.`);
  if (begins(0x50, 0x4b, 0x03, 0x04))
    throw new Refusal(`"${path}" is a zip archive; unpack it and give the CSV file in it.`);
  return "text";
}
