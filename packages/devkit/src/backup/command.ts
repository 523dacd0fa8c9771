import { isDatabaseUnavailable } from "@ai-cost/db";
import { type CommandInput, withDatabaseAsItIs } from "../commands/with-database";
import type { Progress } from "../progress";
import { Refusal } from "../refusal";

/** The one argument of a command. */
export function fileArgument(argv: readonly string[], command: string): string {
  const [file, ...rest] = argv;
  if (file === undefined || file.startsWith("-") || rest.length > 0)
    throw new Refusal(`Usage: npm run ${command} -- FILE`);
  return file;
}

/** Runs `work` on the database as it is, with the rights of its tables' owner where these are given. */
export const withOwnersDatabase = (
  work: (input: CommandInput, progress: Progress) => Promise<number>,
): Promise<number> => {
  const { MIGRATION_DATABASE_URL, ...environment } = process.env;
  if (MIGRATION_DATABASE_URL) environment.DATABASE_URL = MIGRATION_DATABASE_URL;
  return withDatabaseAsItIs(environment, async (input, progress) => {
    try {
      return await work(input, progress);
    } catch (error) {
      throw refusalOf(error) ?? error;
    }
  });
};

const NOT_ALLOWED = "42501";

function refusalOf(error: unknown): Refusal | undefined {
  if (isDatabaseUnavailable(error))
    return new Refusal(
      "The database does not answer; nothing was done. Run the same command again.",
    );
  if (error instanceof Error && "code" in error && error.code === NOT_ALLOWED)
    return new Refusal(
      `The database's user may not do this (${error.message}): name the tables' owner in MIGRATION_DATABASE_URL.`,
    );
  return undefined;
}
