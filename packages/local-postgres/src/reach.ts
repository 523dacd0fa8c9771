import { randomUUID } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Binaries, programPath } from "./binaries";
import { runProgram } from "./run-program";
import type { ServerUser } from "./server-user";

/** Tries, as root, whether the user can work in a folder of theirs inside `parent`, made if need be. */
export async function canUse(user: ServerUser, parent: string): Promise<boolean> {
  const probe = join(parent, `.probe-${randomUUID()}`);
  try {
    if (!existsSync(parent)) makeEnterable(parent);
    if (!isTrusted(parent)) return false;
    mkdirSync(probe, { mode: 0o700 });
    chownSync(probe, user.uid, user.gid);
    const args = ["-c", 'cd "$1" && : > written', "sh", probe];
    const { exitCode } = await runProgram("/bin/sh", args, { user, cwd: "/" });
    return exitCode === 0;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** Tries whether the user can run these binaries. */
export async function canRun(user: ServerUser, { folder }: Binaries): Promise<boolean> {
  const program = programPath(folder, "initdb");
  const { exitCode } = await runProgram(program, ["--version"], { user, cwd: "/" });
  return exitCode === 0;
}

function makeEnterable(folder: string): void {
  mkdirSync(folder);
  chmodSync(folder, 0o755);
}

/** In a shared temp folder somebody else may have made ours first: then theirs is not used. */
function isTrusted(folder: string): boolean {
  return !folder.includes("/ai-cost-dashboard-") || statSync(folder).uid === 0;
}
