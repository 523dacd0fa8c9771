import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { clusterFolder } from "./cluster";
import { isRunningPostgres } from "./process-state";

/** What a running server writes about itself to `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

const postmasterFile = (folder: string) => join(clusterFolder(folder), "postmaster.pid");

/**
 * Reads `postmaster.pid`. Returns undefined if there is none, or if it names another data folder,
 * which happens when the data folder of a running server is copied.
 */
export function readPostmaster(folder: string): Postmaster | undefined {
  const [pid, dataFolder, , port, , , , status] = readLines(folder);
  if (!pid || !port || resolve(dataFolder ?? "") !== resolve(clusterFolder(folder)))
    return undefined;
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === "ready" };
}

/**
 * Removes a `postmaster.pid` whose process is dead, a zombie or another program. Postgres itself
 * takes a zombie or another program for a running server. If backends of an earlier server are still
 * running, Postgres detects them by their shared memory.
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
