import type { Database, Executor } from "@ai-cost/db";
import { APIError } from "better-auth/api";
import { hashPassword } from "better-auth/crypto";
import { sql } from "drizzle-orm";
import { AccountExistsError, insertAccount, type NewAccount } from "../accounts/create-account";
import { isFirstAccountCode } from "../accounts/first-account-code";
import { findInvitedAddress } from "../invitations/find-invited-address";
import { signUpState } from "./sign-up-state";

const FIRST_ACCOUNT_LOCK = 4_706_281_003;

export interface SignUpRules {
  db: Database;
  allowSignUp: boolean;
  now: () => Date;
}

export type SignUpRequest = NewAccount & {
  code?: string | undefined;
  /** The token of an invitation for the address, with which a person may sign up although sign-up is closed. */
  invitation?: string | undefined;
};

/**
 * Creates the account that a person requests. It accepts no invitation. It checks twice whether the person may sign up: first
 * before it hashes the password, which is expensive, and again under a lock, so that one code never
 * creates two accounts. Throws an APIError: 403 with SIGN_UP_CLOSED, INVALID_CODE or INVALID_INVITATION,
 * or 422 with ACCOUNT_EXISTS.
 */
export async function signUp(rules: SignUpRules, request: SignUpRequest): Promise<{ id: string }> {
  const { db, now } = rules;
  await requireAdmission(db, rules, request);
  const passwordHash = await hashPassword(request.password);
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK}::bigint)`);
      const { isEmailVerified } = await requireAdmission(tx, rules, request);
      return insertAccount(tx, { ...request, passwordHash, isEmailVerified, now: now() });
    });
  } catch (error) {
    if (!(error instanceof AccountExistsError)) throw error;
    throw new APIError("UNPROCESSABLE_ENTITY", { code: "ACCOUNT_EXISTS", message: error.message });
  }
}

/** Throws unless the person may sign up. A token that was only sent by e-mail proves the address. */
async function requireAdmission(
  db: Executor,
  { allowSignUp, now }: SignUpRules,
  { email, code, invitation }: SignUpRequest,
): Promise<{ isEmailVerified: boolean }> {
  if (invitation === undefined) {
    await assertMaySignUp(db, allowSignUp, code, now());
    return { isEmailVerified: false };
  }
  const invited = await findInvitedAddress(db, { token: invitation, email, now: now() });
  if (invited) return { isEmailVerified: invited.isMailed };
  throw new APIError("FORBIDDEN", {
    code: "INVALID_INVITATION",
    message: "This invitation is no longer valid for this address. Ask for a new link.",
  });
}

async function assertMaySignUp(
  db: Executor,
  allowSignUp: boolean,
  code: string | undefined,
  now: Date,
): Promise<void> {
  // The code is read first: the transaction that creates the first account ends its code, so a state that
  // is read later knows of that account.
  const isCode = code !== undefined && (await isFirstAccountCode(db, code, now));
  const state = await signUpState(db, { allowSignUp });
  if (state === "open") return;
  if (state === "closed")
    throw new APIError("FORBIDDEN", {
      code: "SIGN_UP_CLOSED",
      message: "Sign-up is closed here. Ask an operator for an account.",
    });
  if (!isCode)
    throw new APIError("FORBIDDEN", {
      code: "INVALID_CODE",
      message: "That is not the code that the server printed. Start it again for a new one.",
    });
}
