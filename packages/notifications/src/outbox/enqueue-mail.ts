import { accountOutbox, type Executor, newId } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { MailMessage } from "../mail/mail-message";
import { sealContent } from "./mail-content";

export interface EnqueueOptions {
  /**
   * False to send the same statements for a message that nobody gets, so that the time of the response
   * does not tell whether the recipient exists. True by default.
   */
  isDelivered?: boolean;
}

/**
 * Adds a message to the outbox in the caller's transaction. It is sent after the commit, and never if
 * the transaction is rolled back. `secret` is the AUTH_SECRET with which its content is encrypted.
 */
export async function enqueueMail(
  tx: Executor,
  secret: string,
  message: MailMessage,
  { isDelivered = true }: EnqueueOptions = {},
): Promise<void> {
  const { kind } = message;
  const recipient = isDelivered ? message.recipient : "";
  const id = newId();
  await tx.insert(accountOutbox).values({
    id,
    kind,
    recipient,
    sealedMessage: sealContent(secret, { id, recipient }, message),
    // The database's clock decides what is due, because several servers share the outbox.
    createdAt: sql`now()`,
    nextAttemptAt: isDelivered ? sql`now()` : null,
  });
}
