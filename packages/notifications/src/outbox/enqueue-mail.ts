import { accountOutbox, type Executor, newId } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { MailMessage } from "../mail/mail-message";
import { sealContent } from "./mail-content";

/**
 * Adds a message to the outbox in the caller's transaction. It is sent after the commit, and never if
 * the transaction is rolled back. `secret` is the AUTH_SECRET with which its content is encrypted.
 */
export async function enqueueMail(
  tx: Executor,
  secret: string,
  message: MailMessage,
): Promise<void> {
  const { kind, recipient } = message;
  const id = newId();
  await tx.insert(accountOutbox).values({
    id,
    kind,
    recipient,
    sealedMessage: sealContent(secret, { id, recipient }, message),
    // The database's clock decides what is due, because several servers share the outbox.
    createdAt: sql`now()`,
    nextAttemptAt: sql`now()`,
  });
}
