import { Command, Option } from "commander";
import type { CommandContext } from "./context";
import { UsageError } from "./usage-error";

/**
 * A command or subcommand. When the command line has an error, it throws a `UsageError`. When the user
 * asks for help, it prints the help on the standard output.
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
   * Adds an option that must be given. This method does not use Commander's `requiredOption`, because
   * Commander checks required options before unknown ones. If somebody typed `--tmie` for `--time`,
   * Commander would report that `--time` is missing and would not show the misspelled word.
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

  /** Adds an example of the command to the end of its help. */
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

  /** Writes this command with `words` after it, as a person types it. */
  private write(...words: string[]): string {
    const [name = "COMMAND", ...subcommands] = this.path();
    return this.context.writeCommand(name, ...subcommands, ...words);
  }

  /** Returns the name of the command and of each subcommand down to this one. */
  private path(): string[] {
    return this.parent instanceof CliCommand ? [...this.parent.path(), this.name()] : [];
  }
}

/** Turns the messages of Commander, such as `error: unknown option '--colour'`, into sentences. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, "");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? "" : "."}`;
}
