import { readFileSync } from "node:fs";

/**
 * Whether this process id is a Postgres that runs. Where /proc says more than a signal can, a zombie
 * that nobody reaps and another program that got the id count as not running.
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
