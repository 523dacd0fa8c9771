import type { Database } from "@ai-cost/db";
import { type Mailer, passwordResetMail } from "@ai-cost/notifications";
import { APIError } from "better-auth/api";
import { findCredentials } from "../accounts/credentials";
import type { AttemptLimits } from "../rate-limits/attempt-limits";
import { takeResetRequest } from "../rate-limits/reset-requests";
import { newResetToken, storeResetToken } from "./reset-token";

export interface ResetRules {
  db: Database;
  limits: AttemptLimits;
  /** Null if no mail server is configured. */
  mail: Mailer | null;
  /** The public address, with which the link in the message begins. */
  baseUrl: string;
  now: () => Date;
}

/** Who asks for a reset, and where from. */
interface Requester {
  email: string;
  /** The source address of the request. */
  address: string;
}

/**
 * Sends a person the link with which they choose a new password. An address without an account causes the
 * same statements and gets the same answer, so that nobody learns who has an account; only the message is
 * never sent. Links that were sent before stay valid, so that a stranger's request takes none away. Throws
 * an APIError: 403 without a mail server, or 429 when too many links were requested.
 */
export async function requestReset(
  { db, limits, mail, baseUrl, now }: ResetRules,
  { email, address }: Requester,
): Promise<void> {
  if (!mail) throw withoutMail();
  const credentials = await findCredentials(db, email, address);
  const isKnownAddress = credentials?.isKnownAddress ?? false;
  await takeResetRequest(limits, { email, address }, { isKnownAddress });
  const { token, validUntil } = newResetToken(now());
  const url = `${baseUrl}/reset-password/${token}`;
  const message = passwordResetMail({ recipient: email, url, validUntil });
  await db.transaction(async (tx) => {
    await storeResetToken(tx, credentials?.userId ?? null, { token, validUntil }, now());
    await mail.enqueue(tx, message, { isDelivered: credentials !== null });
  });
  mail.wake();
}

const withoutMail = () =>
  new APIError("FORBIDDEN", {
    code: "NO_MAIL_SERVER",
    message: "This installation sends no e-mail. Ask an operator to reset your password.",
  });
