import { createHash } from "node:crypto";
import { type Database, type Executor, newId, users, verifications } from "@ai-cost/db";
import { and, eq, gt, lte } from "drizzle-orm";
import { legibleSecret } from "./password";

const IDENTIFIER = "first-account-code";
const VALID_FOR_MS = 7 * 24 * 60 * 60 * 1000;
/** The number of groups of four characters in a code. Sixteen characters have 79 bits. */
const GROUPS = 4;

/** Hashes a code. It ignores case, spaces and punctuation, because people add or omit them when they type a code. */
const hashCode = (code: string) =>
  createHash("sha256")
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ""))
    .digest("hex");

const isCode = eq(verifications.identifier, IDENTIFIER);

export async function hasAccounts(db: Executor): Promise<boolean> {
  const found = await db.select({ id: users.id }).from(users).limit(1);
  return found.length > 0;
}

/**
 * Issues a code that creates the first account of an empty installation. Returns null when an account
 * exists. Only the code's hash is stored. A code is valid for a week or until the first account exists.
 * Earlier codes stay valid, because several processes that start at the same time each print their own
 * code.
 */
export async function issueFirstAccountCode(db: Database, now: Date): Promise<string | null> {
  if (await hasAccounts(db)) return null;
  const code = legibleSecret(GROUPS);
  await db.delete(verifications).where(and(isCode, lte(verifications.expiresAt, now)));
  await db.insert(verifications).values({
    id: newId(),
    identifier: IDENTIFIER,
    value: hashCode(code),
    expiresAt: new Date(now.getTime() + VALID_FOR_MS),
    createdAt: now,
    updatedAt: now,
  });
  return code;
}

/** Whether a text that a person typed is an issued code that is still valid. */
export async function isFirstAccountCode(db: Executor, code: string, now: Date): Promise<boolean> {
  const found = await db
    .select({ id: verifications.id })
    .from(verifications)
    .where(and(isCode, eq(verifications.value, hashCode(code)), gt(verifications.expiresAt, now)));
  return found.length > 0;
}

/** Makes every issued code invalid. */
export async function withdrawFirstAccountCodes(db: Executor): Promise<void> {
  await db.delete(verifications).where(isCode);
}
