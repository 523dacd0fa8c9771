import { alertChannels, type Executor, projectOutbox } from "@ai-cost/db";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { endChannel, type Reporting, reportBroken } from "../alerts/broken-channel";
import { isChannel } from "../alerts/stored-channels";
import type { DeliveryFailure } from "../delivery/delivery-failure";
import { MAIL_DELAYS_MS, retryDelayMs, WEBHOOK_DELAYS_MS } from "../delivery/retry-delay";
import { TEST_KIND } from "../messages/test-messages";
import type { ClaimedMessage } from "./claim-messages";

const isUndelivered = ({ projectId, id }: Pick<ClaimedMessage, "projectId" | "id">) =>
  and(
    eq(projectOutbox.projectId, projectId),
    eq(projectOutbox.id, id),
    isNull(projectOutbox.deliveredAt),
  );

/**
 * Records that a message was delivered, also when its claim has ended in the meantime, and that its channel
 * works.
 */
export async function markDelivered(message: ClaimedMessage): Promise<void> {
  const { project, projectId, channel } = message;
  await project.tenant.write(async (tx) => {
    await tx
      .update(projectOutbox)
      .set({ deliveredAt: new Date(), nextAttemptAt: null, content: null })
      .where(isUndelivered(message));
    await tx
      .update(alertChannels)
      .set({ brokenAt: null })
      .where(
        and(isChannel(projectId, channel?.id ?? projectId), isNotNull(alertChannels.brokenAt)),
      );
  });
}

export interface Settled {
  /** The pause in milliseconds until the next attempt; null when the message is given up. */
  delayMs: number | null;
  /** Whether other channels get a message about this one. */
  isReported: boolean;
}

/**
 * Records a failed attempt and when the next one is due, unless another process has claimed the message in
 * the meantime. Ends the channel whose receiver wants no more messages. Tells other channels when a message
 * is given up for the first time since the last delivery. A test tells them only when it ends the channel.
 */
export async function markFailed(
  message: ClaimedMessage,
  failure: DeliveryFailure,
  reporting: Reporting,
): Promise<Settled> {
  const { project, projectId, channel } = message;
  const delayMs = failure.isFinal ? null : nextDelayMs(message, failure);
  const isReported = await project.tenant.write(async (tx) => {
    const isOurs = await storeFailure(tx, message, failure.reason, delayMs);
    if (failure.endsChannel && channel) await endChannel(tx, projectId, channel);
    const breaks = delayMs === null && message.kind !== TEST_KIND;
    if (!isOurs || channel?.endedAt || !(breaks || failure.endsChannel)) return false;
    const broken = { projectId, productName: project.name, channel, reason: failure.reason };
    return reportBroken(tx, broken, reporting);
  });
  return { delayMs, isReported };
}

/** Returns false when another process has claimed the message meanwhile, or its channel was switched off. */
async function storeFailure(
  tx: Executor,
  message: ClaimedMessage,
  lastError: string,
  delayMs: number | null,
): Promise<boolean> {
  const next =
    delayMs === null
      ? { nextAttemptAt: null, content: null }
      : { nextAttemptAt: new Date(Date.now() + delayMs) };
  const stored = await tx
    .update(projectOutbox)
    .set({ lastError, ...next })
    .where(
      and(
        isUndelivered(message),
        eq(projectOutbox.attempts, message.attempts),
        isNotNull(projectOutbox.nextAttemptAt),
      ),
    )
    .returning({ id: projectOutbox.id });
  return stored.length > 0;
}

function nextDelayMs(
  { channel, kind, attempts }: ClaimedMessage,
  { retryAfterMs }: DeliveryFailure,
): number | null {
  if (kind === TEST_KIND) return null;
  const isPosted = channel !== null && channel.kind !== "email";
  const delayMs = retryDelayMs(attempts, isPosted ? WEBHOOK_DELAYS_MS : MAIL_DELAYS_MS);
  return delayMs === null ? null : Math.max(delayMs, retryAfterMs ?? 0);
}
