import { type AttemptLimits, accountAndAddressKey, accountKey } from "./attempt-limits";
import { takeAttempt, tooManyAttempts } from "./take-attempt";

/** Somebody tries a password for an account, which need not exist. */
interface PasswordAttempt {
  email: string;
  /** The source address of the request. */
  address: string;
}

/**
 * Counts an attempt before a password is hashed. Throws an APIError 429 when a limit is exceeded. The
 * narrowest limit comes first, so that an attempt that it refuses does not count in the wider ones. An
 * account that does not exist is counted with the same statements as one that does. `isKnownAddress` says
 * whether the account's person has signed in from the address before.
 */
export async function takePasswordAttempt(
  limits: AttemptLimits,
  { email, address }: PasswordAttempt,
  { isKnownAddress }: { isKnownAddress: boolean },
): Promise<void> {
  await takeAttempt(limits.signInByAccountAndAddress, accountAndAddressKey(email, address));
  await takeAttempt(limits.signInByAddress, address);
  const refusal = await limits.signInByAccount.take(accountKey(email));
  if (refusal && !isKnownAddress)
    throw tooManyAttempts(
      refusal.retryAfterSeconds,
      ", or from a network that you have signed in from before",
    );
}

/** Gives back what an attempt with the right password has taken, and forgets the wrong ones from its address. */
export async function settlePasswordAttempt(
  limits: AttemptLimits,
  { email, address }: PasswordAttempt,
): Promise<void> {
  await limits.signInByAccountAndAddress.reset(accountAndAddressKey(email, address));
  await limits.signInByAddress.giveBack(address);
  await limits.signInByAccount.giveBack(accountKey(email));
}
