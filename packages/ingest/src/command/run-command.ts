import { isDatabaseUnavailable } from "@ai-cost/db";
import { CommandRefusal } from "./command-refusal";
import { type Output, Screen } from "./screen";

/**
 * Runs a command to its exit code. What it refuses is said on `stderr` in a sentence, and so is
 * `unavailable` when the database does not answer: then the code is 1.
 */
export async function runCommand(
  stderr: Output,
  unavailable: string,
  work: (screen: Screen) => Promise<number>,
): Promise<number> {
  const screen = new Screen(stderr);
  try {
    return await work(screen);
  } catch (error) {
    if (error instanceof CommandRefusal) screen.say(error.message);
    else if (isDatabaseUnavailable(error)) screen.say(unavailable);
    else throw error;
    return 1;
  }
}
