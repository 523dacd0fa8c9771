import { readdirSync, readFileSync } from "node:fs";

/**
 * The resident memory of a process: the current value (`VmRSS`) or the highest one so far (`VmHWM`).
 * NaN if it is unknown, as on systems other than Linux.
 */
export function memoryMiB(pid: number | undefined, field: "VmRSS" | "VmHWM"): number {
  if (process.platform !== "linux" || pid === undefined) return Number.NaN;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
}

/**
 * The number of files and sockets that a process has open. NaN if it is unknown, as on systems other
 * than Linux.
 */
export function openDescriptors(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return Number.NaN;
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** The code of an established connection in `/proc/net/tcp`. */
const ESTABLISHED = "01";

/**
 * The number of connections that the process on this port has accepted. Linux lists a connection that
 * is not accepted yet with the inode 0. NaN if it is unknown, as on systems other than Linux.
 */
export function acceptedConnections(port: number): number {
  if (process.platform !== "linux") return Number.NaN;
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const sockets = readFileSync("/proc/net/tcp", "utf8").split("\n");
  return sockets.filter((line) => {
    const [, local = "", , state, , , , , , inode] = line.trim().split(/\s+/);
    return local.endsWith(suffix) && state === ESTABLISHED && inode !== "0";
  }).length;
}
