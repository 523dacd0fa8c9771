import { accounts, type Executor, signedInAddresses, users } from "@ai-cost/db";
import { verifyPassword } from "better-auth/crypto";
import { and, eq, sql } from "drizzle-orm";

/** What decides whether a person may sign in from an address. */
export interface Credentials {
  userId: string;
  /** Null for an account without a password. */
  passwordHash: string | null;
  /** Whether the person has signed in from the address before. */
  isKnownAddress: boolean;
}

/**
 * In the form of a hash, but of no password. It is verified for an e-mail address without an account, so
 * that the response takes as long as for an address with one.
 */
const HASH_OF_NO_PASSWORD = `${"0".repeat(32)}:${"0".repeat(128)}`;

const isPassword = eq(accounts.providerId, "credential");

const hasPassword = (userId: string, passwordHash: string | null) =>
  and(eq(accounts.userId, userId), isPassword, eq(accounts.password, passwordHash ?? ""));

/** Finds an account's credentials, in one statement. Returns null when the e-mail address has no account. */
export async function findCredentials(
  db: Executor,
  email: string,
  address: string,
): Promise<Credentials | null> {
  const [found] = await db
    .select({
      userId: users.id,
      passwordHash: accounts.password,
      isKnownAddress: sql<boolean>`${signedInAddresses.userId} is not null`,
    })
    .from(users)
    .leftJoin(accounts, and(eq(accounts.userId, users.id), isPassword))
    .leftJoin(
      signedInAddresses,
      and(eq(signedInAddresses.userId, users.id), eq(signedInAddresses.address, address)),
    )
    .where(eq(users.email, email));
  return found ?? null;
}

/** Whether `password` is the right one. This takes the same time when there is no account. */
export const isRightPassword = (
  credentials: Credentials | null,
  password: string,
): Promise<boolean> =>
  verifyPassword({ hash: credentials?.passwordHash ?? HASH_OF_NO_PASSWORD, password });

/** Whether the account still has the password of `credentials`. Waits for a change that is about to commit. */
export async function isStillPassword(
  db: Executor,
  { userId, passwordHash }: Credentials,
): Promise<boolean> {
  const found = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(hasPassword(userId, passwordHash))
    .for("share");
  return found.length > 0;
}

/**
 * Replaces the password of `credentials`. Returns false when the account has another one by now. Do this
 * before you delete sessions in the same transaction: a sign-in with the former password that runs at the
 * same time then ends without a session.
 */
export async function replacePassword(
  tx: Executor,
  { userId, passwordHash: former }: Credentials,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const changed = await tx
    .update(accounts)
    .set({ password: passwordHash, updatedAt: now })
    .where(hasPassword(userId, former))
    .returning({ id: accounts.id });
  return changed.length > 0;
}
