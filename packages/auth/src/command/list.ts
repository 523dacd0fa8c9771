import { users } from "@ai-cost/db";
import type { Subcommand } from "./subcommand";
import { parseOptions } from "./usage";

/** One line an account, tab-separated, by address. */
export const listAccounts: Subcommand = async (argv, { db, stdout }) => {
  parseOptions(argv, {});
  const found = await db
    .select({ email: users.email, name: users.name, createdAt: users.createdAt })
    .from(users)
    .orderBy(users.email);
  for (const { email, name, createdAt } of found) {
    stdout.write(`${email}\t${name}\t${createdAt.toISOString()}\n`);
  }
};
