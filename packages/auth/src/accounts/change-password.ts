import { type Database, sessions } from "@ai-cost/db";
import { APIError } from "better-auth/api";
import { hashPassword } from "better-auth/crypto";
import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { withdrawResetTokens } from "../password-reset/reset-token";
import type { AttemptLimits } from "../rate-limits/attempt-limits";
import { settlePasswordAttempt, takePasswordAttempt } from "../rate-limits/password-attempts";
import { findCredentials, isRightPassword, replacePassword } from "./credentials";
import { MAX_PASSWORD_LENGTH, passwordSchema } from "./password";

export const changePasswordBody = z.strictObject({
  currentPassword: z
    .string("Enter your current password.")
    .min(1, "Enter your current password.")
    .max(MAX_PASSWORD_LENGTH, `A password has at most ${MAX_PASSWORD_LENGTH} characters.`),
  newPassword: passwordSchema,
});

export interface PasswordChangeRules {
  db: Database;
  limits: AttemptLimits;
  now: () => Date;
}

/** The person who changes the password, and where from. */
interface Requester {
  email: string;
  /** The token of the session, which stays. */
  sessionToken: string;
  /** The source address of the request. */
  address: string;
}

/**
 * Changes a person's password, and ends their other sessions and the links that reset it. A wrong current password counts as one of
 * the account's wrong passwords. Throws an APIError: 400 with WRONG_PASSWORD, or 429 when too many
 * passwords were tried.
 */
export async function changePassword(
  { db, limits, now }: PasswordChangeRules,
  { email, address, sessionToken }: Requester,
  { currentPassword, newPassword }: z.output<typeof changePasswordBody>,
): Promise<void> {
  const credentials = await findCredentials(db, email, address);
  const isKnownAddress = credentials?.isKnownAddress ?? false;
  await takePasswordAttempt(limits, { email, address }, { isKnownAddress });
  if (!credentials || !(await isRightPassword(credentials, currentPassword))) throw wrongPassword();
  await settlePasswordAttempt(limits, { email, address });
  const passwordHash = await hashPassword(newPassword);
  await db.transaction(async (tx) => {
    if (!(await replacePassword(tx, credentials, passwordHash, now()))) throw wrongPassword();
    const isOther = ne(sessions.token, sessionToken);
    await tx.delete(sessions).where(and(eq(sessions.userId, credentials.userId), isOther));
    await withdrawResetTokens(tx, credentials.userId);
  });
}

const wrongPassword = () =>
  new APIError("BAD_REQUEST", {
    code: "WRONG_PASSWORD",
    message: "That is not your current password.",
  });
