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

/** As `/proc/net/tcp` writes the state of an established connection. */
const ESTABLISHED = "01";

/**
 * The number of connections that the process on this port has accepted. Linux lists a connection that
 * is not accepted yet without an inode. NaN if it is unknown, as outside Linux.
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
