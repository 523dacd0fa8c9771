import { randomUUID } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Binaries, programPath } from "./binaries";
import { runProgram } from "./run-program";
import type { ServerUser } from "./server-user";

/**
 * Tests, as root, whether the user can write to a folder inside `parent` that belongs to them.
 * Creates `parent` if it does not exist.
 */
export async function canWriteInside(user: ServerUser, parent: string): Promise<boolean> {
  const probe = join(parent, `.probe-${randomUUID()}`);
  try {
    if (!existsSync(parent)) createWorldReadable(parent);
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

/** Tests whether the user can run these binaries. */
export async function canRun(user: ServerUser, { folder }: Binaries): Promise<boolean> {
  const program = programPath(folder, "initdb");
  const { exitCode } = await runProgram(program, ["--version"], { user, cwd: "/" });
  return exitCode === 0;
}

function createWorldReadable(folder: string): void {
  mkdirSync(folder);
  chmodSync(folder, 0o755);
}

/**
 * Rejects a folder with this application's name that a user other than root has created. Every user
 * can create such a folder where temporary files are stored.
 */
function isTrusted(folder: string): boolean {
  return !folder.includes("/ai-cost-dashboard-") || statSync(folder).uid === 0;
}
