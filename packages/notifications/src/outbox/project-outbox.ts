import {
  type AlertChannelKind,
  alertChannels,
  type Executor,
  newId,
  projectOutbox,
  type TenantDatabase,
} from "@ai-cost/db";
import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { DeliveryFailure } from "../delivery/delivery-failure";
import { MAIL_DELAYS_MS, retryDelayMs, WEBHOOK_DELAYS_MS } from "../delivery/retry-delay";

/** A message of a project: to one channel, or by e-mail to one address. */
export interface ProjectMessage {
  /** What it is about, for example `budget.threshold_reached`. */
  kind: string;
  receiver: { channelId: string } | { recipient: string };
  /** JSON: subject and texts of an e-mail, or the body of the request to the channel. */
  content: string;
}

/** A message of a project that this process has claimed. */
export interface ClaimedMessage {
  tenant: TenantDatabase;
  projectId: string;
  id: string;
  kind: string;
  /** Null for a channel. */
  recipient: string | null;
  /** Null for an e-mail. */
  channel: ClaimedChannel | null;
  content: string;
  createdAt: Date;
  /** The number of this attempt, from 1. */
  attempts: number;
}

interface ClaimedChannel {
  id: string;
  kind: AlertChannelKind;
  sealedTarget: string;
  endedAt: Date | null;
}

const inMs = (ms: number) => new Date(Date.now() + ms);
const ofMessage = ({ projectId, id }: Pick<ClaimedMessage, "projectId" | "id">) =>
  and(eq(projectOutbox.projectId, projectId), eq(projectOutbox.id, id));

/**
 * Adds messages to the project's outbox in the caller's transaction, and returns their ids. They are sent
 * after the commit, and never if the transaction is rolled back.
 */
export async function enqueueForProject(
  tx: Executor,
  projectId: string,
  messages: readonly ProjectMessage[],
  at: Date,
): Promise<string[]> {
  if (messages.length === 0) return [];
  const rows = messages.map(({ kind, receiver, content }) => ({
    projectId,
    id: newId(),
    kind,
    ...receiver,
    content,
    createdAt: at,
    attempts: 0,
    nextAttemptAt: at,
  }));
  await tx.insert(projectOutbox).values(rows);
  return rows.map(({ id }) => id);
}

/**
 * Claims up to `limit` messages of a project that are due, the longest due first. A claim is a commit and
 * not an open transaction, so a slow receiver holds no connection and no lock.
 */
export async function claimMessages(
  tenant: TenantDatabase,
  projectId: string,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<ClaimedMessage[]> {
  const rows = await tenant.write((tx) => claim(tx, projectId, { limit, leaseMs }));
  return rows.map((row) => ({ tenant, projectId, ...row }));
}

async function claim(
  tx: Executor,
  projectId: string,
  { limit, leaseMs }: { limit: number; leaseMs: number },
) {
  const { id, kind, recipient, content, createdAt, attempts } = projectOutbox;
  const { sealedTarget, endedAt } = alertChannels;
  const channel = { id: alertChannels.id, kind: alertChannels.kind, sealedTarget, endedAt };
  const due = await tx
    .select({ id, kind, recipient, channel, content, createdAt, attempts })
    .from(projectOutbox)
    .leftJoin(
      alertChannels,
      and(eq(alertChannels.projectId, projectId), eq(alertChannels.id, projectOutbox.channelId)),
    )
    .where(
      and(eq(projectOutbox.projectId, projectId), lte(projectOutbox.nextAttemptAt, new Date())),
    )
    .orderBy(projectOutbox.nextAttemptAt)
    .limit(limit)
    .for("update", { of: projectOutbox, skipLocked: true });
  if (due.length === 0) return [];
  const ids = due.map((message) => message.id);
  await tx
    .update(projectOutbox)
    .set({ attempts: sql`${attempts} + 1`, nextAttemptAt: inMs(leaseMs) })
    .where(and(eq(projectOutbox.projectId, projectId), inArray(id, ids)));
  return due.map((message) => ({ ...message, attempts: message.attempts + 1 }));
}

/** Records that a message was delivered, also when its claim has ended in the meantime. */
export async function markDelivered(message: ClaimedMessage): Promise<void> {
  await message.tenant.write((tx) =>
    tx
      .update(projectOutbox)
      .set({ deliveredAt: new Date(), nextAttemptAt: null })
      .where(and(ofMessage(message), isNull(projectOutbox.deliveredAt))),
  );
}

/**
 * Records a failed attempt and when the next one is due, unless another process has claimed the message in
 * the meantime. Ends the channel whose receiver wants no more messages. Returns the pause in milliseconds
 * until the next attempt; null when the message is given up.
 */
export async function markFailed(
  message: ClaimedMessage,
  failure: DeliveryFailure,
): Promise<number | null> {
  const { tenant, attempts, channel } = message;
  const delayMs = failure.isFinal ? null : nextDelayMs(message, failure);
  await tenant.write(async (tx) => {
    await tx
      .update(projectOutbox)
      .set({ lastError: failure.reason, nextAttemptAt: delayMs === null ? null : inMs(delayMs) })
      .where(
        and(
          ofMessage(message),
          eq(projectOutbox.attempts, attempts),
          isNull(projectOutbox.deliveredAt),
        ),
      );
    if (failure.endsChannel && channel) await endChannel(tx, message.projectId, channel.id);
  });
  return delayMs;
}

function nextDelayMs(
  { channel, attempts }: ClaimedMessage,
  { retryAfterMs }: DeliveryFailure,
): number | null {
  const delayMs = retryDelayMs(attempts, channel ? WEBHOOK_DELAYS_MS : MAIL_DELAYS_MS);
  return delayMs === null ? null : Math.max(delayMs, retryAfterMs ?? 0);
}

const endChannel = (tx: Executor, projectId: string, id: string) =>
  tx
    .update(alertChannels)
    .set({ endedAt: new Date() })
    .where(
      and(
        eq(alertChannels.projectId, projectId),
        eq(alertChannels.id, id),
        isNull(alertChannels.endedAt),
      ),
    );
