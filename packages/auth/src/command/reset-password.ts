import { accounts, rateLimits, sessions, users } from "@ai-cost/db";
import { hashPassword } from "better-auth/crypto";
import { and, eq } from "drizzle-orm";
import { emailSchema } from "../accounts/create-account";
import { passwordSchema } from "../accounts/password";
import { accountCounter } from "../rate-limits/attempt-limits";
import { readPassword } from "./read-password";
import { RefusedError, type Subcommand } from "./subcommand";
import { parseOptions, required } from "./usage";

/** The person signs in with the new password at once: old sessions and failed attempts are gone. */
export const resetPassword: Subcommand = async (argv, { db, now, stdin, stdout }) => {
  const options = parseOptions(argv, {
    email: { type: "string" },
    "password-stdin": { type: "boolean" },
  });
  const email = emailSchema.parse(required(options.email, "email"));
  const { password, isGenerated } = await readPassword(options["password-stdin"], stdin);
  const passwordHash = await hashPassword(passwordSchema.parse(password));
  await db.transaction(async (tx) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (!user) throw new RefusedError(`There is no account for ${email}.`);
    await tx
      .update(accounts)
      .set({ password: passwordHash, updatedAt: now })
      .where(and(eq(accounts.userId, user.id), eq(accounts.providerId, "credential")));
    await tx.delete(sessions).where(eq(sessions.userId, user.id));
    await tx.delete(rateLimits).where(eq(rateLimits.key, accountCounter(email)));
  });
  stdout.write(`Changed the password of ${email} and ended its sessions.\n`);
  if (isGenerated) stdout.write(`Password, shown this once: ${password}\n`);
};
