import { CliCommand } from "./command-line/cli-command";
import type { CommandContext } from "./command-line/context";
import { reportFailure } from "./command-line/report-failure";

/** The export of each file in `commands`. */
interface CommandModule {
  /** Sets the description, the arguments, the options and the action of the command. */
  define(command: CliCommand, context: CommandContext): void;
}

/**
 * A function for each command that imports its file. A file is imported only when it is needed, because
 * most of these files import a large part of the code.
 */
export type Commands = Record<string, () => Promise<CommandModule>>;

/** The commands that exist both in a checkout and in an image. */
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

/** Runs the command whose name is the first argument, and returns its exit code. */
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

/** Imports all commands if the help may list them, and otherwise only the command with this name. */
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
