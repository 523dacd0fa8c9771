import { readFileSync } from "node:fs";

/**
 * Whether the process with this id is a running Postgres. On Linux, /proc tells more than a signal
 * can: a zombie and another program that got the same id do not count.
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
