import type { Progress } from "@ai-cost/command";
import { isDatabaseUnavailable } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { type CommandInput, withDatabaseAsItIs } from "./with-database";

/** Runs `work` on the database as it is, with the rights of its tables' owner where these are given. */
export function withOwnersDatabase(
  work: (input: CommandInput, progress: Progress) => Promise<number>,
): Promise<number> {
  const variable = process.env.MIGRATION_DATABASE_URL ? "MIGRATION_DATABASE_URL" : "DATABASE_URL";
  return withDatabaseAsItIs(variable, (input, progress) =>
    work(input, progress).catch((error) => {
      throw refusalOf(error) ?? error;
    }),
  );
}

const INSUFFICIENT_PRIVILEGE = "42501";

function refusalOf(error: unknown): Refusal | undefined {
  if (isDatabaseUnavailable(error))
    return new Refusal("The database does not answer: run the same command again when it does.");
  if (error instanceof Error && "code" in error && error.code === INSUFFICIENT_PRIVILEGE)
    return new Refusal(
      `The database's user may not do this (${error.message}): name the tables' owner in MIGRATION_DATABASE_URL.`,
    );
  return undefined;
}
