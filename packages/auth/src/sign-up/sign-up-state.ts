import type { Executor } from "@ai-cost/db";
import { hasAccounts } from "../accounts/first-account-code";

/**
 * `first-account`: a person needs the code that the server printed. `open`: anyone may sign up.
 * `closed`: nobody may sign up.
 */
export type SignUpState = "first-account" | "open" | "closed";

/** Returns who may sign up now. After the first account exists, `allowSignUp` decides. */
export async function signUpState(
  db: Executor,
  { allowSignUp }: { allowSignUp: boolean },
): Promise<SignUpState> {
  if (!(await hasAccounts(db))) return "first-account";
  return allowSignUp ? "open" : "closed";
}
