import { accounts, type Executor, rateLimits, sessions } from "@ai-cost/db";
import { and, eq } from "drizzle-orm";
import { withdrawResetTokens } from "../password-reset/reset-token";
import { wrongPasswordCounters } from "../rate-limits/attempt-limits";

/**
 * Gives an account a new password in the caller's transaction. Deletes its sessions, its links that reset
 * the password, and its counts of wrong passwords, so that the person can sign in immediately. The password
 * comes first: a sign-in with the former one that runs at the same time then ends without a session.
 */
export async function setPassword(
  tx: Executor,
  { id, email }: { id: string; email: string },
  passwordHash: string,
  now: Date,
): Promise<void> {
  await tx
    .update(accounts)
    .set({ password: passwordHash, updatedAt: now })
    .where(and(eq(accounts.userId, id), eq(accounts.providerId, "credential")));
  await tx.delete(sessions).where(eq(sessions.userId, id));
  await withdrawResetTokens(tx, id);
  await tx.delete(rateLimits).where(wrongPasswordCounters(email));
}
