import type { Executor } from "@ai-cost/db";
import { hasAccounts } from "../accounts/first-account-code";

/** `first-account`: with a code that the server printed. `open`: for anyone. `closed`: for nobody. */
export type SignUpState = "first-account" | "open" | "closed";

/** Who may sign up now. `allowSignUp` decides as soon as there is an account. */
export async function signUpState(
  db: Executor,
  { allowSignUp }: { allowSignUp: boolean },
): Promise<SignUpState> {
  if (!(await hasAccounts(db))) return "first-account";
  return allowSignUp ? "open" : "closed";
}
