import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { clusterFolder } from "./cluster";
import { isRunningPostgres } from "./process-state";

/** What a running server writes about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

const fileOf = (folder: string) => join(clusterFolder(folder), "postmaster.pid");

/** undefined when no server says that it runs on this data, or one on the data this was copied from. */
export function readPostmaster(folder: string): Postmaster | undefined {
  const lines = readLines(folder);
  const [pid, dataFolder, , port, , , , status] = lines;
  if (!pid || !port || resolve(dataFolder ?? "") !== resolve(clusterFolder(folder)))
    return undefined;
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === "ready" };
}

/**
 * Removes a `postmaster.pid` whose process is dead, a zombie or another program, which Postgres
 * itself would take for a running server. Should old backends still be there, Postgres notices them
 * by their shared memory. Returns whether the way is free.
 */
export function removeStalePostmasterFile(folder: string): boolean {
  const [pid] = readLines(folder);
  if (pid && readPostmaster(folder) && isRunningPostgres(Number(pid))) return false;
  rmSync(fileOf(folder), { force: true });
  return true;
}

function readLines(folder: string): string[] {
  try {
    return readFileSync(fileOf(folder), "utf8").split("\n");
  } catch {
    return [];
  }
}
