import { alertChannels, type Executor, projectOutbox } from "@ai-cost/db";
import { and, eq, isNull } from "drizzle-orm";
import { alertMessages } from "../messages/alert-messages";
import type { NewAlert } from "./alert-log";
import { selectManagers } from "./receivers";

/** A message whose next attempt is nearer than this may be in delivery at the moment. */
const CLAIM_MS = 2 * 60 * 1000;

interface Resend {
  /** Only the messages to this channel; to all when absent. */
  channelId: string | undefined;
  publicUrl: string;
  now: Date;
}

/**
 * Makes the messages of an alert due that were given up, or that wait for a later attempt. Each keeps its id,
 * so that a receiver that has it drops it. Returns their number. Call it in a transaction.
 */
export async function resendMessages(
  tx: Executor,
  { id: alertId, alert }: NewAlert,
  { channelId, publicUrl, now }: Resend,
): Promise<number> {
  const rows = await selectUndelivered(tx, alert.projectId, alertId);
  const managers = await selectManagers(tx, alert.projectId);
  const due = rows.filter(
    (row) =>
      isResendable(row, { managers, now }) &&
      (channelId === undefined || channelId === (row.channel?.id ?? alert.projectId)),
  );
  for (const { id, recipient, channel, attempts, nextAttemptAt } of due) {
    const receivers = {
      recipients: recipient ? [recipient] : [],
      channels: channel ? [channel] : [],
    };
    const [message] = alertMessages(alertId, alert, receivers, publicUrl);
    await tx
      .update(projectOutbox)
      .set({
        content: message?.content,
        nextAttemptAt: now,
        attempts: nextAttemptAt ? attempts : 0,
        lastError: null,
      })
      .where(isMessage(alert.projectId, id));
  }
  return due.length;
}

interface ResendableParts {
  deliveredAt: Date | null;
  nextAttemptAt: Date | null;
  recipient: string | null;
  channel: { endedAt: Date | null } | null;
}

/**
 * Whether a message can be sent now: it was given up, or waits so long that nobody delivers it at the moment,
 * and its receiver gets messages. `managers` are the addresses of the owners and admins.
 */
export function isResendable(
  { deliveredAt, nextAttemptAt, recipient, channel }: ResendableParts,
  { managers, now }: { managers: readonly string[]; now: Date },
): boolean {
  if (deliveredAt || channel?.endedAt) return false;
  if (recipient !== null && !managers.includes(recipient)) return false;
  return nextAttemptAt === null || nextAttemptAt.getTime() > now.getTime() + CLAIM_MS;
}

const isMessage = (projectId: string, id: string) =>
  and(eq(projectOutbox.projectId, projectId), eq(projectOutbox.id, id));

const selectUndelivered = (tx: Executor, projectId: string, alertId: string) =>
  tx
    .select({
      id: projectOutbox.id,
      recipient: projectOutbox.recipient,
      attempts: projectOutbox.attempts,
      nextAttemptAt: projectOutbox.nextAttemptAt,
      deliveredAt: projectOutbox.deliveredAt,
      channel: {
        id: alertChannels.id,
        kind: alertChannels.kind,
        endedAt: alertChannels.endedAt,
      },
    })
    .from(projectOutbox)
    .leftJoin(
      alertChannels,
      and(eq(alertChannels.projectId, projectId), eq(alertChannels.id, projectOutbox.channelId)),
    )
    .where(
      and(
        eq(projectOutbox.projectId, projectId),
        eq(projectOutbox.alertId, alertId),
        isNull(projectOutbox.deliveredAt),
      ),
    )
    .for("update", { of: projectOutbox });
