import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll } from "vitest";

const LOADER = import.meta.resolve("tsx");

export interface StartedProcess {
  /** Resolves with the next line that it says; undefined after its last. */
  nextLine(): Promise<string | undefined>;
  /** Ends it as the machine's owner would: at once, with nothing put in order. */
  kill(): Promise<void>;
  /** Resolves with its exit code, null after a kill. */
  exited: Promise<number | null>;
}

/** Runs a TypeScript file as a process of its own, ended with the suite at the latest. */
export function startProcess(file: string, args: readonly string[]): StartedProcess {
  const child = spawn(process.execPath, ["--import", LOADER, file, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit").then(([exitCode]: (number | null)[]) => exitCode ?? null);
  afterAll(() => kill(child, exited));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    nextLine: async () => (await lines.next()).value,
    kill: () => kill(child, exited),
    exited,
  };
}

async function kill(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill("SIGKILL");
  await exited;
}
