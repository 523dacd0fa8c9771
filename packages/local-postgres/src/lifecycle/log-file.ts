import { copyFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";

const MAX_LOG_BYTES = 10_000_000;
const CHECK_EVERY_MS = 5_000;

/** The file to which the server on `folder` writes its log. */
export const logFile = (folder: string) => join(folder, "postgres.log");

/**
 * Moves the text of a log of ten megabytes to a file `.1` beside it. The server can be running: it appends
 * to the same file, which is then empty.
 */
export function limitLog(folder: string): void {
  const file = logFile(folder);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= MAX_LOG_BYTES) return;
  try {
    copyFileSync(file, `${file}.1`);
  } finally {
    // Also without room for the copy, because the log must not take the room of the data.
    truncateSync(file);
  }
}

/** Limits the log of a running server until the returned function is called. */
export function keepLogLimited(folder: string): () => void {
  const timer = setInterval(() => {
    try {
      limitLog(folder);
    } catch {
      // The next attempt comes soon. A log that is too long must not end the process.
    }
  }, CHECK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
