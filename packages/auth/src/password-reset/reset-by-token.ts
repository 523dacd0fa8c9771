import { type Database, users } from "@ai-cost/db";
import { APIError } from "better-auth/api";
import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { setPassword } from "../accounts/set-password";
import { findResetAccount, takeResetToken } from "./reset-token";

/**
 * Gives the account of a token a new password, and ends all its sessions. The token came by e-mail, so the
 * account's address counts as verified. The token is checked before the password is hashed, and used up
 * after, so that of two requests one succeeds. Throws an APIError 400 when the token cannot be used any
 * more, whatever the reason.
 */
export async function resetByToken(
  { db, now }: { db: Database; now: () => Date },
  { token, password }: { token: string; password: string },
): Promise<void> {
  if (!(await findResetAccount(db, token, now()))) throw invalidToken();
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    const userId = await takeResetToken(tx, token, now());
    if (userId === null) throw invalidToken();
    const [user] = await tx
      .update(users)
      .set({ emailVerified: true, updatedAt: now() })
      .where(eq(users.id, userId))
      .returning({ id: users.id, email: users.email });
    if (!user) throw invalidToken();
    await setPassword(tx, user, passwordHash, now());
  });
}

const invalidToken = () =>
  new APIError("BAD_REQUEST", {
    code: "INVALID_TOKEN",
    message: "This link is not valid any more. Request a new one.",
  });
