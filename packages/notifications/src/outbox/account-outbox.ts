import { accountOutbox, type Database } from "@ai-cost/db";
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import type { DeliveryFailure } from "../delivery/delivery-failure";
import { retryDelayMs } from "../delivery/retry-delay";

/** A message that this process has claimed. */
export interface ClaimedMail {
  id: string;
  kind: string;
  recipient: string;
  /** Null when nothing is left to send. */
  sealedMessage: string | null;
  createdAt: Date;
  /** The number of this attempt, from 1. */
  attempts: number;
}

const inMs = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`;

/**
 * Claims up to `limit` messages that are due, the longest due first. A claim is a commit and not an open
 * transaction, so a slow mail server holds no connection and no lock.
 */
export function claimMail(db: Database, limit: number, leaseMs: number): Promise<ClaimedMail[]> {
  const due = db
    .$with("due")
    .as(
      db
        .select({ id: accountOutbox.id })
        .from(accountOutbox)
        .where(lte(accountOutbox.nextAttemptAt, sql`now()`))
        .orderBy(accountOutbox.nextAttemptAt)
        .limit(limit)
        .for("update", { skipLocked: true }),
    );
  return db
    .with(due)
    .update(accountOutbox)
    .set({ attempts: sql`${accountOutbox.attempts} + 1`, nextAttemptAt: inMs(leaseMs) })
    .from(due)
    .where(eq(accountOutbox.id, due.id))
    .returning({
      id: accountOutbox.id,
      kind: accountOutbox.kind,
      recipient: accountOutbox.recipient,
      sealedMessage: accountOutbox.sealedMessage,
      createdAt: accountOutbox.createdAt,
      attempts: accountOutbox.attempts,
    });
}

/** Records that a message was delivered, also when its claim has ended in the meantime. */
export async function markDelivered(db: Database, { id }: ClaimedMail): Promise<void> {
  await db
    .update(accountOutbox)
    .set({ deliveredAt: sql`now()`, nextAttemptAt: null, sealedMessage: null })
    .where(and(eq(accountOutbox.id, id), isNull(accountOutbox.deliveredAt)));
}

/**
 * Records a failed attempt and when the next one is due, unless another process has claimed the message
 * in the meantime. A message that is given up loses its content. Returns whether there is a next attempt.
 */
export async function markFailed(
  db: Database,
  { id, attempts }: ClaimedMail,
  { reason, isFinal }: DeliveryFailure,
): Promise<boolean> {
  const delayMs = isFinal ? null : retryDelayMs(attempts);
  await db
    .update(accountOutbox)
    .set({
      lastError: reason,
      ...(delayMs === null
        ? { nextAttemptAt: null, sealedMessage: null }
        : { nextAttemptAt: inMs(delayMs) }),
    })
    .where(
      and(
        eq(accountOutbox.id, id),
        eq(accountOutbox.attempts, attempts),
        isNull(accountOutbox.deliveredAt),
      ),
    );
  return delayMs !== null;
}
