import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ServerUser } from "../location/server-user";

export const LEASE_HOLDER = fileURLToPath(new URL("./lease-holder.testing.ts", import.meta.url));
const LOADER = import.meta.resolve("tsx");

type Line = { url?: string; folder?: string; progress?: string; lost?: string; refused?: string };

const running = new Set<ChildProcess>();

/** Kills the processes that a failed test left running. */
export async function killLeaseHolders(): Promise<void> {
  await Promise.all([...running].map((child) => end(child, "SIGKILL")));
}

export interface LeaseHolder {
  url: string;
  folder: string;
  /** Resolves with the next line that the process writes. */
  nextLine(): Promise<Line>;
  release(): Promise<void>;
  kill(): Promise<void>;
}

/**
 * Starts a process that leases the server on a folder. If the process gets no lease, throws an
 * error with its reason.
 */
export async function startLeaseHolder(
  requestedFolder: string,
  user?: ServerUser,
): Promise<LeaseHolder> {
  const child = spawn(process.execPath, ["--import", LOADER, LEASE_HOLDER, requestedFolder], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: "/",
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<Line> => JSON.parse((await lines.next()).value ?? "{}");
  let line = await nextLine();
  while (line.progress) line = await nextLine();
  const { url, folder, refused } = line;
  if (!url || !folder) throw new Error(refused ?? "The process has died.");
  return {
    url,
    folder,
    nextLine,
    release: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
