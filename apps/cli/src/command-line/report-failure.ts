import { inspect } from "node:util";
import { isDatabaseUnavailable } from "@ai-cost/db";
import { CommanderError } from "commander";
import type { CommandContext } from "./context";
import { UsageError } from "./usage-error";

const UNAVAILABLE =
  "The database does not answer. Run the same command again when it does: nothing is recorded twice.";

/**
 * Prints why a command failed and returns its exit code: 2 for an error in the command line, 1 for every
 * other error.
 */
export function reportFailure(error: unknown, { progress }: CommandContext): number {
  // Commander throws this error after it has printed the help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  progress.say(explanationOf(error));
  return error instanceof UsageError ? 2 : 1;
}

function explanationOf(error: unknown): string {
  if (error instanceof Error && "isRefusal" in error) return error.message;
  return isDatabaseUnavailable(error) ? UNAVAILABLE : inspect(error);
}
