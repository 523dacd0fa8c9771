import { inspect } from "node:util";
import { isDatabaseUnavailable } from "@ai-cost/db";
import { CommanderError } from "commander";
import type { CommandContext } from "./context";
import { UsageError } from "./usage-error";

const UNAVAILABLE =
  "The database does not answer. Run the same command again when it does: nothing is recorded twice.";

/**
 * Tells the person why a command failed and returns its exit code: 2 for a command line that cannot be
 * understood, 1 for everything else.
 */
export function reportFailure(error: unknown, { progress }: CommandContext): number {
  // Commander throws after it has shown the help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  progress.say(explanationOf(error));
  return error instanceof UsageError ? 2 : 1;
}

function explanationOf(error: unknown): string {
  if (error instanceof Error && "isRefusal" in error) return error.message;
  return isDatabaseUnavailable(error) ? UNAVAILABLE : inspect(error);
}
