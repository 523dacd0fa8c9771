import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ServerUser } from "./server-user";

export const CLAIMANT = fileURLToPath(new URL("./claimant.testing.ts", import.meta.url));
const LOADER = import.meta.resolve("tsx");

type Line = { url?: string; folder?: string; progress?: string; lost?: string; refused?: string };

const started = new Set<ChildProcess>();

/** Whatever a failed test left running. */
export async function killClaimants(): Promise<void> {
  await Promise.all([...started].map((child) => end(child, "SIGKILL")));
}

export interface Claimant {
  url: string;
  folder: string;
  /** Resolves with the next line that it says. */
  nextLine(): Promise<Line>;
  leave(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a process that claims the server on `folder`; throws with its reason if it cannot. */
export async function startClaimant(folder: string, user?: ServerUser): Promise<Claimant> {
  const child = spawn(process.execPath, ["--import", LOADER, CLAIMANT, folder], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: "/",
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  started.add(child);
  child.once("exit", () => started.delete(child));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<Line> => JSON.parse((await lines.next()).value ?? "{}");
  let line = await nextLine();
  while (line.progress) line = await nextLine();
  const { url, folder: place, refused } = line;
  if (!url || !place) throw new Error(refused ?? "The claimant died.");
  return {
    url,
    folder: place,
    nextLine,
    leave: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
