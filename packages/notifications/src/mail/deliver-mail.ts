import { DeliveryFailure } from "../delivery/delivery-failure";
import { MAX_ATTEMPTS } from "../delivery/retry-delay";
import type { ClaimedMail } from "../outbox/account-outbox";
import { openContent } from "../outbox/mail-content";
import type { SendMail } from "./smtp-transport";

/** Opens a claimed message and sends it. Throws a DeliveryFailure when it was not sent. */
export async function deliverMail(
  send: SendMail,
  secret: string,
  claimed: ClaimedMail,
  signal: AbortSignal,
): Promise<void> {
  // A failed last attempt gives the message up, so only a process that died in it leaves one behind.
  if (claimed.attempts > MAX_ATTEMPTS)
    throw new DeliveryFailure("the server died during the last attempt", true);
  const { validUntil, ...content } = open(secret, claimed);
  if (validUntil.getTime() <= Date.now()) throw new DeliveryFailure("its link has expired", true);
  await send({ ...claimed, ...content }, signal);
}

function open(secret: string, claimed: ClaimedMail) {
  try {
    return openContent(secret, claimed, claimed.sealedMessage ?? "");
  } catch {
    throw new DeliveryFailure("its content was encrypted with another AUTH_SECRET", true);
  }
}
