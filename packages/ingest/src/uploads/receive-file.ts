import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { discardUnread } from "../http/body/discard-body";
import { HttpError } from "../http/http-error";

/** The size limit of an uploaded file before decompression. The command `import` has no limit. */
export const MAX_UPLOAD_BYTES = 256 * 1024 * 1024;

const PREFIX = "ai-cost-upload-";
/**
 * The age from which an uploaded file counts as left over. It is longer than any upload and import takes.
 */
const LEFTOVER_AGE_MS = 6 * 60 * 60 * 1000;

export interface ReceivedFile {
  path: string;
  /** Deletes the file. Call it when the file has been read. */
  remove(): Promise<void>;
}

const tooLarge = () =>
  new HttpError(
    413,
    `A file may have up to ${MAX_UPLOAD_BYTES / 1024 / 1024} MiB here. Compress it with gzip, or use the command npm run import, which has no limit.`,
  );

/**
 * Writes the body of a request to a temporary file that only the server's user can read. It has only one
 * chunk at a time in memory. Throws a 413 for a file that is too large, and a 400 when the connection
 * closes before the complete file has arrived. The incomplete file is then deleted. `signal` aborts it.
 */
export async function receiveFile(
  request: Request,
  fileName: string,
  signal: AbortSignal,
): Promise<ReceivedFile> {
  if (Number(request.headers.get("content-length")) > MAX_UPLOAD_BYTES) {
    discardUnread(request);
    throw tooLarge();
  }
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, storedName(fileName));
  try {
    await pipeline(bodyOf(request), limitSize(), createWriteStream(path, { mode: 0o600 }), {
      signal,
    });
    return { path, remove };
  } catch (error) {
    await remove();
    if (error instanceof HttpError) throw error;
    throw request.signal.aborted || isClosed(error)
      ? new HttpError(400, "The connection closed before the whole file arrived.")
      : error;
  }
}

const bodyOf = ({ body }: Request): Readable =>
  // Node's type and the browser's type for the same stream differ only in details that are not used here.
  body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([]);

function limitSize(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > MAX_UPLOAD_BYTES) done(tooLarge());
      else done(null, chunk);
    },
  });
}

/**
 * Returns the name for the temporary file: the last part of the file's name, because some formats contain
 * a session's id there. A name that a file system could refuse is changed.
 */
function storedName(fileName: string): string {
  const name = fileName.split(/[/\\]/).at(-1) ?? "";
  return /^(?!\.+$)[^\p{Cc}:*?"<>|]{1,100}$/u.test(name) ? name : "file";
}

/** Whether the body failed because the client has disconnected. */
const isClosed = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === "AbortError" ||
    ("code" in error &&
      ["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", "ABORT_ERR"].includes(String(error.code))));

/**
 * Deletes the files that a killed process left behind. The system has written the times of the files, so they
 * are compared with the system's clock.
 */
async function removeLeftovers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const isOld = await stat(folder).then(
      ({ mtimeMs }) => Date.now() - mtimeMs > LEFTOVER_AGE_MS,
      () => false,
    );
    if (isOld) await rm(folder, { recursive: true, force: true });
  }
}
