import { type AttemptLimits, accountAndAddressKey, accountKey } from "./attempt-limits";
import { takeAttempt, tooManyAttempts } from "./take-attempt";

/**
 * Counts a request for a link that resets a password, so that nobody can fill a mailbox. Throws an APIError
 * 429 when a limit is exceeded. An account that does not exist is counted with the same statements as one
 * that does. The limit for all source addresses together does not block an address from which the person
 * has signed in before, so that strangers cannot use it up.
 */
export async function takeResetRequest(
  limits: AttemptLimits,
  { email, address }: { email: string; address: string },
  { isKnownAddress }: { isKnownAddress: boolean },
): Promise<void> {
  const key = accountAndAddressKey(email, address);
  await takeAttempt(limits.passwordResetByAccountAndAddress, key);
  await takeAttempt(limits.passwordResetByAddress, address);
  const refusal = await limits.passwordResetByAccount.take(accountKey(email));
  if (refusal && !isKnownAddress) throw tooManyAttempts(refusal.retryAfterSeconds);
}
