import { createProgress, stopRequest } from "@ai-cost/command";
import type { CommandContext } from "./command-line/context";
import { databasesOf } from "./database/databases";

/** Creates the context of a command that is the only work of this process. */
export function processContext(
  installation: Pick<CommandContext, "writeCommand" | "buildApp">,
): CommandContext {
  const progress = createProgress();
  return {
    ...installation,
    environment: process.env,
    stdin: process.stdin,
    print(line) {
      progress.clear();
      process.stdout.write(`${line}\n`);
    },
    progress,
    clock: () => new Date(),
    databases: databasesOf(process.env, progress),
    stopRequest,
    exitCode: 0,
  };
}
