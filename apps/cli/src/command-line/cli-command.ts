import { Command, Option } from "commander";
import type { CommandContext } from "./context";
import { UsageError } from "./usage-error";

/**
 * A command or subcommand. It throws a `UsageError` for a command line that it does not understand,
 * and prints its help as a result.
 */
export class CliCommand extends Command {
  readonly context: CommandContext;

  constructor(name: string, context: CommandContext) {
    super(name);
    this.context = context;
    this.exitOverride();
    this.helpCommand(false);
    this.helpOption("-h, --help", "show this help");
    this.configureOutput({
      writeOut: (text) => context.print(text.trimEnd()),
      writeErr: (text) => context.progress.say(text.trimEnd()),
    });
    this.configureHelp({
      commandUsage: (command) => (command instanceof CliCommand ? command.usageLine() : ""),
    });
  }

  override createCommand(name = ""): CliCommand {
    return new CliCommand(name, this.context);
  }

  /**
   * Adds an option that must be given. Commander's own required options are checked before misspelled
   * ones, so that a misspelled option would be reported as a missing one.
   */
  mandatoryOption<Value>(
    flags: string,
    description: string,
    parse?: (text: string, earlier: Value | undefined) => Value,
  ): this {
    const option = new Option(flags, description);
    if (parse) option.argParser(parse);
    return this.addOption(option).hook("preAction", () => {
      if (this.getOptionValue(option.attributeName()) === undefined)
        this.error(`option '${flags}' is missing`);
    });
  }

  /** Adds a line to the end of the help that shows the command at work. */
  example(...words: string[]): this {
    return this.addHelpText("after", () => `\nExample:\n  ${this.write(...words)}`);
  }

  /** Adds a paragraph to the end of the help. */
  note(text: string): this {
    return this.addHelpText("after", `\n${text}`);
  }

  override error(message: string): never {
    throw new UsageError(
      `${sentence(message)}\nUsage: ${this.usageLine()}\n"${this.write("--help")}" explains it.`,
    );
  }

  private usageLine(): string {
    return this.write(this.usage());
  }

  /** This command with some words after it, as a person types it. */
  private write(...words: string[]): string {
    const [name = "COMMAND", ...subcommands] = this.path();
    return this.context.writeCommand(name, ...subcommands, ...words);
  }

  /** The names from the command to this subcommand. */
  private path(): string[] {
    return this.parent instanceof CliCommand ? [...this.parent.path(), this.name()] : [];
  }
}

/** Commander writes `error: unknown option '--colour'`. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, "");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? "" : "."}`;
}
