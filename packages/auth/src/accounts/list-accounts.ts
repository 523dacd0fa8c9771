import { type Database, users } from "@ai-cost/db";

/** Lists all accounts, ordered by e-mail address. */
export const listAccounts = (db: Database) =>
  db
    .select({ email: users.email, name: users.name, createdAt: users.createdAt })
    .from(users)
    .orderBy(users.email);
