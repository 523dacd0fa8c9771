import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import type { RunnerEnd } from "./test-outcome";

export interface NodeRun {
  script: string;
  args: string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  /** The path at which the script writes its JSON report. */
  reportFile: string;
}

/**
 * The time in which a test runner must exit after it has written its report. A failed test can leave
 * something open that keeps the runner running.
 */
const EXIT_WITHIN_MS = 30_000;
const running = new Set<ChildProcess>();

/** Runs a script, shows its output immediately, and reads its report when the script has ended. */
export function runNode({
  script,
  args,
  cwd,
  environment,
  reportFile,
}: NodeRun): Promise<Omit<RunnerEnd, "runner">> {
  rmSync(reportFile, { force: true });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
    });
    running.add(child);
    const timer = setInterval(() => {
      const reportedAtMs = statSync(reportFile, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
      if (Date.now() - reportedAtMs > EXIT_WITHIN_MS) child.kill("SIGKILL");
    }, 1000);
    child.on("exit", (exitCode) => {
      clearInterval(timer);
      running.delete(child);
      resolve({ exitCode: exitCode ?? 1, report: readReport(reportFile) });
    });
  });
}

/** Asks all running scripts to exit and waits until they have ended. */
export async function stopRunning(): Promise<void> {
  const exits = [...running].map((child) => new Promise((resolve) => child.on("exit", resolve)));
  for (const child of running) child.kill("SIGTERM");
  await Promise.all(exits);
}

function readReport(file: string): unknown {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  } catch {
    return undefined;
  }
}
