import { CliCommand } from "./command-line/cli-command";
import type { CommandContext } from "./command-line/context";
import { reportFailure } from "./command-line/report-failure";

/** What each file in `commands` exports. */
interface CommandModule {
  /** Adds the command's description, arguments and options, and what it does. */
  define(command: CliCommand, context: CommandContext): void;
}

/** Loads each command only when it is needed: most of them read a large part of the product. */
export type Commands = Record<string, () => Promise<CommandModule>>;

/** The commands that a checkout and an image have. */
export const COMMANDS: Commands = {
  start: () => import("./commands/start"),
  import: () => import("./commands/import"),
  prices: () => import("./commands/prices"),
  ledger: () => import("./commands/ledger"),
  accounts: () => import("./commands/accounts"),
  backup: () => import("./commands/backup"),
  restore: () => import("./commands/restore"),
  distribute: () => import("./commands/distribute"),
};

/** Runs the command that the first argument names and returns its exit code. */
export async function runCommandLine(
  argv: readonly string[],
  context: CommandContext,
  commands: Commands = COMMANDS,
): Promise<number> {
  try {
    const program = await createProgram(argv[0] ?? "", context, commands);
    await program.parseAsync(argv, { from: "user" });
    return context.exitCode;
  } catch (error) {
    return reportFailure(error, context);
  }
}

/** All commands are loaded where their list may be shown, otherwise the named one alone. */
async function createProgram(
  name: string,
  context: CommandContext,
  commands: Commands,
): Promise<CliCommand> {
  const program = new CliCommand("ai-cost", context).usage("ARGUMENTS");
  const names = Object.hasOwn(commands, name) ? [name] : Object.keys(commands);
  for (const one of names) {
    const module = await commands[one]?.();
    module?.define(program.command(one), context);
  }
  return program;
}
