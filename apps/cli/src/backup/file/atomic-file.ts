import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Refusal } from "@ai-cost/domain";

/** Throws a Refusal if the file exists already. */
export function refuseExisting(file: string): void {
  if (existsSync(file))
    throw new Refusal(`${file} exists: give another name, or move the file away.`);
}

/**
 * Writes a new gzip file that only its owner can read. The function writes under a temporary name in the
 * same folder and renames the file when all of it is on the disk. If the process is killed, a file whose
 * name ends in `.new` remains.
 */
export async function writeAtomically(
  file: string,
  text: AsyncIterable<string | Buffer>,
): Promise<void> {
  refuseExisting(file);
  const unfinished = `${file}.${randomUUID()}.new`;
  const discard = () => {
    if (existsSync(unfinished)) rmSync(unfinished);
  };
  process.once("exit", discard);
  try {
    const output = createWriteStream(unfinished, { flags: "wx", mode: 0o600, flush: true });
    await pipeline(text, createGzip({ level: 1 }), output);
    refuseExisting(file);
    renameSync(unfinished, file);
  } catch (error) {
    discard();
    throw isFileError(error) ? new Refusal(`${file} cannot be written: ${error.message}.`) : error;
  } finally {
    process.off("exit", discard);
  }
}

const FILE_ERROR_CODES = new Set([
  "ENOENT",
  "ENOTDIR",
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOSPC",
  "EDQUOT",
]);

const isFileError = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && FILE_ERROR_CODES.has(String(error.code));
