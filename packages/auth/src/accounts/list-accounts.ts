import { type Database, users } from "@ai-cost/db";

export const listAccounts = (db: Database) =>
  db
    .select({ email: users.email, name: users.name, createdAt: users.createdAt })
    .from(users)
    .orderBy(users.email);
