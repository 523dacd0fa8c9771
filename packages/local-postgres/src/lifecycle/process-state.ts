import { readFileSync } from "node:fs";

/**
 * Returns whether the process with this id is a running Postgres. On Linux this reads /proc, because a
 * signal would also succeed for a zombie, or for another program that got the same id later.
 */
export function isRunningPostgres(pid: number): boolean {
  if (process.platform === "linux") {
    const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(readStat(pid)) ?? [];
    return name === "postgres" && state !== "Z" && state !== "X";
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}
