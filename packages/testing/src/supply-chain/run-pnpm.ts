import { spawnSync } from "node:child_process";
import { CHECKOUT, pnpmCommand } from "@ai-cost/command";

/** The timeout of a test that calls pnpm, which may have to be downloaded first. */
export const PNPM_TIMEOUT_MS = 120_000;

/**
 * Runs pnpm in `folder` and returns its output. The version is the one that this repository's package.json
 * names. Throws an error with the output if pnpm fails.
 */
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
