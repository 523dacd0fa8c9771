import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import type { RunnerEnd } from "./tally";

export interface NodeRun {
  script: string;
  args: string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  /** Where the script writes its JSON report. */
  reportFile: string;
}

const running = new Set<ChildProcess>();

/** Runs a script to its end, its output shown as it comes, and reads the report that it leaves. */
export function runNode({
  script,
  args,
  cwd,
  environment,
  reportFile,
}: NodeRun): Promise<RunnerEnd> {
  rmSync(reportFile, { force: true });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
    });
    running.add(child);
    child.on("close", (exitCode) => {
      running.delete(child);
      resolve({ exitCode: exitCode ?? 1, report: readReport(reportFile) });
    });
  });
}

/** Asks whatever runs to leave and waits until it has. */
export async function stopRunning(): Promise<void> {
  const gone = [...running].map((child) => new Promise((resolve) => child.on("close", resolve)));
  for (const child of running) child.kill("SIGTERM");
  await Promise.all(gone);
}

function readReport(file: string): unknown {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  } catch {
    return undefined;
  }
}
