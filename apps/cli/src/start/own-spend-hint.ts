import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CommandContext } from "../command-line/context";

/** The folders below the home folder in which coding agents keep their transcripts. */
const TRANSCRIPTS = [".claude/projects", ".config/claude/projects", ".codex/sessions"];

/**
 * Says how to see the spend of the coding agents that are used on this machine; null if there are none.
 * It looks only whether the folders exist, and reads nothing in them.
 */
export function ownSpendHint(
  { environment, writeCommand }: Pick<CommandContext, "environment" | "writeCommand">,
  projectId: string | null,
): string | null {
  const home = environment.HOME || homedir();
  const found = TRANSCRIPTS.filter((folder) => existsSync(join(home, folder)));
  if (found.length === 0) return null;
  const folders = found.map((folder) => `~/${folder}`);
  const command = writeCommand("import", ...folders, "--project", projectId ?? "PROJECT_ID");
  return `To see what your own coding agents cost, run in another terminal: ${command}`;
}
