import { spawn } from "node:child_process";
import type { ServerUser } from "./server-user";

/** Postgres writes its messages in English and cuts time in UTC, whatever the caller's shell says. */
export const PROGRAM_ENVIRONMENT = { ...process.env, LC_ALL: "C", TZ: "UTC" };

export interface ProgramResult {
  /** null when the program could not be run at all. */
  exitCode: number | null;
  output: string;
}

/** Runs a program to its end as `user` in `cwd`; never throws. */
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
