import { type ParseArgsConfig, parseArgs } from "node:util";

export const USAGE = `Usage: npm run accounts -- COMMAND

  create --email EMAIL --name NAME [--password-stdin]
      Makes an account. Prints a new password once, unless one comes on the standard input.
  list
      Prints every account: address, name, when it was made.
  reset-password --email EMAIL [--password-stdin]
      Gives an account another password and ends its sessions.
`;

export class UsageError extends Error {
  override name = "UsageError";
}

/** The options of a subcommand, by parseArgs; whatever it refuses becomes a UsageError. */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  argv: string[],
  options: Options,
) {
  try {
    return parseArgs({ args: argv, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** An option that must be there. */
export function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new UsageError(`--${option} is missing.`);
  return value;
}
