import { Readable } from "node:stream";
import { runCommandLine } from "../run-command-line";
import { testContext } from "./test-context";

interface RunOptions {
  /** The URL of a migrated database. */
  databaseUrl: string;
  now?: Date;
  environment?: NodeJS.ProcessEnv;
  stdin?: string;
}

/** Runs a command as in a checkout, but in the process of the test. Returns its output and exit code. */
export async function runCommand(
  argv: readonly string[],
  { databaseUrl, now = new Date(), environment = {}, stdin = "" }: RunOptions,
) {
  const { context, stdout, stderr } = testContext({
    environment,
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
