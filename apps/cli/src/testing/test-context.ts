import { PassThrough, Readable } from "node:stream";
import { createProgress } from "@ai-cost/command";
import type { CommandContext } from "../command-line/context";
import { npmCommand } from "../command-line/write-command";

/** Creates a context that collects the output of a command, and whose database needs no migration. */
export function testContext(change: Partial<CommandContext> = {}) {
  const lines: string[] = [];
  const stderr = new PassThrough();
  const context: CommandContext = {
    environment: {},
    stdin: Readable.from([]),
    print: (line) => void lines.push(`${line}\n`),
    // The tests do not see the progress lines that depend on how long the work takes.
    progress: { ...createProgress(stderr), update: () => {}, step: (_title, work) => work() },
    clock: () => new Date(),
    databases: {
      open: () => Promise.reject(new Error("This test has no database.")),
      migrate: async () => {},
    },
    writeCommand: npmCommand,
    stopRequest: () => new Promise(() => {}),
    buildApp: async () => {},
    exitCode: 0,
    ...change,
  };
  return { context, stdout: () => lines.join(""), stderr: () => String(stderr.read() ?? "") };
}
