import { spawnSync } from "node:child_process";
import { CHECKOUT, pnpmCommand } from "@ai-cost/command";

/** For a test that calls it; it may have to be fetched. */
export const PNPM_TIMEOUT_MS = 120_000;

/** What the pnpm that package.json names prints in `folder`; throws with all of it where it fails. */
export function runPnpm(folder: string, ...pnpmArgs: string[]): string {
  const { command, args, shell } = pnpmCommand(CHECKOUT, pnpmArgs);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    shell,
    encoding: "utf8",
    maxBuffer: 32 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  throw new Error(`pnpm ${pnpmArgs.join(" ")}: ${stdout}${stderr}`);
}
