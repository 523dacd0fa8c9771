import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { clusterFolder } from "./cluster";
import { isRunningPostgres } from "./process-state";

/** The content of `postmaster.pid`, a file in which a running server describes itself. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

const postmasterFile = (folder: string) => join(clusterFolder(folder), "postmaster.pid");

/**
 * Reads `postmaster.pid`. Returns undefined if the file does not exist, and also if the data folder in
 * the file is another one. It is another one when somebody has copied the data folder of a running
 * server.
 */
export function readPostmaster(folder: string): Postmaster | undefined {
  const [pid, dataFolder, , port, , , , status] = readLines(folder);
  if (!pid || !port || resolve(dataFolder ?? "") !== resolve(clusterFolder(folder)))
    return undefined;
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === "ready" };
}

/**
 * Removes `postmaster.pid` if its process is dead, is a zombie or is not Postgres. Postgres itself
 * refuses to start if the process is a zombie or another program, because it sees only that the
 * process exists. It is safe to remove the file even if backends of the earlier server are still
 * running, because Postgres detects them by their shared memory.
 */
export function removeStalePostmasterFile(folder: string): void {
  const postmaster = readPostmaster(folder);
  if (postmaster && isRunningPostgres(postmaster.pid)) return;
  rmSync(postmasterFile(folder), { force: true });
}

function readLines(folder: string): string[] {
  try {
    return readFileSync(postmasterFile(folder), "utf8").split("\n");
  } catch {
    return [];
  }
}
