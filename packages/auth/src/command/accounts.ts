import { createDatabase, isDatabaseUnavailable } from "@ai-cost/db";
import { ZodError } from "zod";
import { createFromCommand } from "./create";
import { listAccounts } from "./list";
import { resetPassword } from "./reset-password";
import { type CommandStreams, RefusedError, type Subcommand } from "./subcommand";
import { USAGE, UsageError } from "./usage";

const SUBCOMMANDS: Record<string, Subcommand> = {
  create: createFromCommand,
  list: listAccounts,
  "reset-password": resetPassword,
};

export interface RunAccountsInput extends Omit<CommandStreams, "stdin"> {
  databaseUrl: string;
  /** Where `--password-stdin` reads; the process's own when absent. */
  stdin?: AsyncIterable<unknown>;
  now?: Date;
}

/** `accounts create | list | reset-password`: 0 when done, 1 when refused, 2 when called wrongly. */
export async function runAccounts(argv: string[], input: RunAccountsInput): Promise<number> {
  const { databaseUrl, stdout, stderr, stdin = process.stdin, now = new Date() } = input;
  const [name = "", ...rest] = argv;
  if (name === "--help" || name === "help") {
    stdout.write(USAGE);
    return 0;
  }
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  const client = createDatabase(databaseUrl, { maxConnections: 1, applicationName: "accounts" });
  try {
    if (!subcommand) throw new UsageError(name ? `There is no command "${name}".` : "No command.");
    await subcommand(rest, { db: client.db, now, stdin, stdout, stderr });
    return 0;
  } catch (error) {
    return explain(error, stderr);
  } finally {
    await client.close();
  }
}

function explain(error: unknown, stderr: CommandStreams["stderr"]): number {
  if (error instanceof UsageError) {
    stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (error instanceof ZodError) {
    stderr.write(`${error.issues.map(({ message }) => message).join("\n")}\n`);
    return 1;
  }
  if (error instanceof RefusedError) {
    stderr.write(`${error.message}\n`);
    return 1;
  }
  if (!isDatabaseUnavailable(error)) throw error;
  stderr.write("The database does not answer.\n");
  return 1;
}
