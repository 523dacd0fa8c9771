import { accounts, type Database, rateLimits, sessions, users } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { hashPassword } from "better-auth/crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { wrongPasswordCounters } from "../rate-limits/attempt-limits";
import { emailAddressSchema } from "./email-address";
import { parseOrRefuse } from "./parse-or-refuse";
import { passwordSchema } from "./password";

const inputSchema = z.object({ email: emailAddressSchema(), password: passwordSchema });

/**
 * Gives an account a new password. It deletes the account's sessions and its counts of wrong passwords,
 * so that the person can sign in immediately. Throws a Refusal if the e-mail address or the password is
 * not valid, or if no account has the e-mail address.
 */
export async function resetPassword(
  db: Database,
  { now, ...input }: { email: string; password: string; now: Date },
): Promise<{ email: string }> {
  const { email, password } = parseOrRefuse(inputSchema, input);
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (!user) throw new Refusal(`There is no account for ${email}.`);
    await tx
      .update(accounts)
      .set({ password: passwordHash, updatedAt: now })
      .where(and(eq(accounts.userId, user.id), eq(accounts.providerId, "credential")));
    await tx.delete(sessions).where(eq(sessions.userId, user.id));
    await tx.delete(rateLimits).where(wrongPasswordCounters(email));
  });
  return { email };
}
