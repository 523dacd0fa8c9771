import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll } from "vitest";

const LOADER = import.meta.resolve("tsx");

export interface StartedProcess {
  /**
   * Resolves with the next line of the standard output of the process, or with undefined after the last
   * line.
   */
  nextLine(): Promise<string | undefined>;
  /** Kills the process with SIGKILL, so that it cannot clean up. */
  kill(): Promise<void>;
  /** Resolves with the exit code of the process, or with null if a signal ended it. */
  exited: Promise<number | null>;
}

/**
 * Runs a TypeScript file as a separate process, and kills the process at the end of the test suite if it
 * still runs.
 */
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
