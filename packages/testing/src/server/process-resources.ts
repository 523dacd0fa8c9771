import { readdirSync, readFileSync } from "node:fs";

/** The resident memory of a process now (`VmRSS`) or at most (`VmHWM`). NaN if it is unknown, as outside Linux. */
export function memoryMiB(pid: number | undefined, field: "VmRSS" | "VmHWM"): number {
  if (process.platform !== "linux" || pid === undefined) return Number.NaN;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
}

/** The number of files and sockets that a process has open. NaN if it is unknown, as outside Linux. */
export function openDescriptors(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return Number.NaN;
  return readdirSync(`/proc/${pid}/fd`).length;
}
