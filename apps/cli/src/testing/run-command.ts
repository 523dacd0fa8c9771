import { Readable } from "node:stream";
import { runCommandLine } from "../run-command-line";
import { testContext } from "./test-context";

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
  const { context, stdout, stderr } = testContext({
    stdin: Readable.from([stdin]),
    clock: () => now,
    databases: {
      open: async () => ({ url: databaseUrl, release: async () => {} }),
      migrate: async () => {},
    },
  });
  const exitCode = await runCommandLine(argv, context);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}
