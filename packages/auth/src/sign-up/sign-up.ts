import type { Database, Executor } from "@ai-cost/db";
import { APIError } from "better-auth/api";
import { hashPassword } from "better-auth/crypto";
import { sql } from "drizzle-orm";
import { AccountExistsError, insertAccount, type NewAccount } from "../accounts/create-account";
import { isFirstAccountCode } from "../accounts/first-account-code";
import { signUpState } from "./sign-up-state";

const FIRST_ACCOUNT_LOCK = 4_706_281_003;

export interface SignUpRules {
  db: Database;
  allowSignUp: boolean;
  now: () => Date;
}

export type SignUpRequest = NewAccount & { code?: string | undefined };

/**
 * Creates the account that a person requests. It checks twice whether the person may sign up: first
 * before it hashes the password, which is expensive, and again under a lock, so that one code never
 * creates two accounts. Throws an APIError: 403 with SIGN_UP_CLOSED or INVALID_CODE, or 422 with
 * ACCOUNT_EXISTS.
 */
export async function signUp(
  { db, allowSignUp, now }: SignUpRules,
  request: SignUpRequest,
): Promise<{ id: string }> {
  await assertMaySignUp(db, allowSignUp, request.code, now());
  const passwordHash = await hashPassword(request.password);
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK}::bigint)`);
      await assertMaySignUp(tx, allowSignUp, request.code, now());
      return insertAccount(tx, { ...request, passwordHash, now: now() });
    });
  } catch (error) {
    if (!(error instanceof AccountExistsError)) throw error;
    throw new APIError("UNPROCESSABLE_ENTITY", { code: "ACCOUNT_EXISTS", message: error.message });
  }
}

async function assertMaySignUp(
  db: Executor,
  allowSignUp: boolean,
  code: string | undefined,
  now: Date,
): Promise<void> {
  const state = await signUpState(db, { allowSignUp });
  if (state === "open") return;
  if (state === "closed")
    throw new APIError("FORBIDDEN", {
      code: "SIGN_UP_CLOSED",
      message: "Sign-up is closed here. Ask an operator for an account.",
    });
  if (code === undefined || !(await isFirstAccountCode(db, code, now)))
    throw new APIError("FORBIDDEN", {
      code: "INVALID_CODE",
      message: "That is not the code that the server printed. Start it again for a new one.",
    });
}
