import { spawn } from "node:child_process";
import type { ServerUser } from "./server-user";

/**
 * The environment of the Postgres programs. The server writes its log in English and in UTC,
 * whatever the locale of the user's shell is.
 */
export const PROGRAM_ENVIRONMENT = { ...process.env, LC_ALL: "C", TZ: "UTC" };

export interface ProgramResult {
  /** The exit code; null if the program could not be started or a signal ended it. */
  exitCode: number | null;
  /** What the program wrote to its standard output and standard error. */
  output: string;
}

/** Runs a program as `user` in the folder `cwd` and waits until it ends. Never throws. */
export function runProgram(
  file: string,
  args: string[],
  { user, cwd }: { user: ServerUser | undefined; cwd: string },
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const output: string[] = [];
    const child = spawn(file, args, {
      cwd,
      env: PROGRAM_ENVIRONMENT,
      stdio: ["ignore", "pipe", "pipe"],
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    child.stdout.on("data", (chunk) => output.push(String(chunk)));
    child.stderr.on("data", (chunk) => output.push(String(chunk)));
    child.on("error", (error) => resolve({ exitCode: null, output: error.message }));
    child.on("close", (exitCode) => resolve({ exitCode, output: output.join("") }));
  });
}
