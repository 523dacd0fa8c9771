import { CHECKOUT } from "@ai-cost/command";
import { buildApp } from "@ai-cost/web-server";
import { npmCommand } from "./command-line/write-command";
import { processContext } from "./process-context";
import { COMMANDS, runCommandLine } from "./run-command-line";

/** Runs a command from the sources of a checkout and returns its exit code. */
export const run = (argv: string[]): Promise<number> =>
  runCommandLine(
    argv,
    processContext({
      writeCommand: npmCommand,
      buildApp: (progress) => buildApp(CHECKOUT, progress),
    }),
    { ...COMMANDS, build: () => import("./commands/build") },
  );
