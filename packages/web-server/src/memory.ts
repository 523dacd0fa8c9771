import { readdirSync, readFileSync } from "node:fs";

/** As Linux counts it; NaN elsewhere, and of a server whose process is not known. */
export function memoryMiB(pid: number | undefined, field: "VmRSS" | "VmHWM"): number {
  if (process.platform !== "linux" || pid === undefined) return Number.NaN;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
}

/** As Linux counts them; NaN elsewhere, and of a server whose process is not known. */
export function openDescriptors(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return Number.NaN;
  return readdirSync(`/proc/${pid}/fd`).length;
}
