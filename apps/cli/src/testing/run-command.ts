import { PassThrough, Readable } from "node:stream";
import { createProgress } from "@ai-cost/command";
import type { CommandContext } from "../command-line/context";
import { npmCommand } from "../command-line/write-command";
import { runCommandLine } from "../run-command-line";

interface RunOptions {
  /** A migrated database. */
  databaseUrl: string;
  now?: Date;
  stdin?: string;
}

/** Runs a command in this process, as in a checkout, and returns what a person sees of it. */
export async function runCommand(
  argv: readonly string[],
  { databaseUrl, now = new Date(), stdin = "" }: RunOptions,
) {
  const lines: string[] = [];
  const stderr = new PassThrough();
  const context: CommandContext = {
    environment: {},
    stdin: Readable.from([stdin]),
    print: (line) => void lines.push(`${line}\n`),
    progress: createProgress(stderr),
    clock: () => now,
    databases: {
      open: async () => ({ url: databaseUrl, release: async () => {} }),
      migrate: async () => {},
    },
    writeCommand: npmCommand,
    stopRequest: () => new Promise(() => {}),
    buildApp: async () => {},
    exitCode: 0,
  };
  const exitCode = await runCommandLine(argv, context);
  return { exitCode, stdout: lines.join(""), stderr: String(stderr.read() ?? "") };
}
