import { createHash, randomBytes } from "node:crypto";
import { type Executor, newId, users, verifications } from "@ai-cost/db";
import { and, eq, gt, like } from "drizzle-orm";

const VALID_FOR_MS = 60 * 60 * 1000;
const TOKEN_BYTES = 32;
const IDENTIFIER_PREFIX = "password-reset:";

/** What `verifications` stores of a token: its hash, by which the row is found. */
const identifierOf = (token: string): string =>
  IDENTIFIER_PREFIX + createHash("sha256").update(token).digest("hex");

/** A token that can be used once within an hour. Only its hash is stored. */
export interface ResetToken {
  token: string;
  validUntil: Date;
}

export const newResetToken = (now: Date): ResetToken => ({
  token: `rst_${randomBytes(TOKEN_BYTES).toString("base64url")}`,
  validUntil: new Date(now.getTime() + VALID_FOR_MS),
});

/** Stores a token for an account. For null, it stores a token that resets nothing. */
export async function storeResetToken(
  tx: Executor,
  userId: string | null,
  { token, validUntil }: ResetToken,
  now: Date,
): Promise<void> {
  await tx.insert(verifications).values({
    id: newId(),
    identifier: identifierOf(token),
    value: userId ?? "",
    expiresAt: validUntil,
    createdAt: now,
    updatedAt: now,
  });
}

const isValid = (token: string, now: Date) =>
  and(eq(verifications.identifier, identifierOf(token)), gt(verifications.expiresAt, now));

/**
 * Returns the account whose password a token resets, or null when the token cannot be used any more.
 * Looking does not use it, because mail scanners open every link.
 */
export async function findResetAccount(
  db: Executor,
  token: string,
  now: Date,
): Promise<{ email: string } | null> {
  const [found] = await db
    .select({ email: users.email })
    .from(verifications)
    .innerJoin(users, eq(users.id, verifications.value))
    .where(isValid(token, now));
  return found ?? null;
}

/** Uses a token up and returns the account's id, or null when it cannot be used any more. */
export async function takeResetToken(
  tx: Executor,
  token: string,
  now: Date,
): Promise<string | null> {
  const [taken] = await tx
    .delete(verifications)
    .where(isValid(token, now))
    .returning({ userId: verifications.value });
  return taken?.userId || null;
}

/** Makes every token of an account invalid. */
export async function withdrawResetTokens(tx: Executor, userId: string): Promise<void> {
  await tx
    .delete(verifications)
    .where(
      and(eq(verifications.value, userId), like(verifications.identifier, `${IDENTIFIER_PREFIX}%`)),
    );
}
