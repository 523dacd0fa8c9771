import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Refusal } from "@ai-cost/domain";

/** Throws a Refusal when there is something by that name. */
export function refuseExisting(file: string): void {
  if (existsSync(file))
    throw new Refusal(`${file} is there already: give another name, or move it away.`);
}

/**
 * Writes a gzip file that is whole or absent, for its owner's eyes only: beside its place under
 * another name, and renamed when all of it is on the disk. A process that is killed leaves that
 * other name, ending in `.new`.
 */
export async function writeWholeFile(
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
    throw isOfFile(error) ? new Refusal(`${file} cannot be written: ${error.message}.`) : error;
  } finally {
    process.off("exit", discard);
  }
}

const FILE_CODES = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"]);

const isOfFile = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && FILE_CODES.has(String(error.code));
