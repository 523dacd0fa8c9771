import { alertChannels, type Executor, projectOutbox } from "@ai-cost/db";
import { and, eq, isNull } from "drizzle-orm";
import { alertMessages } from "../messages/alert-messages";
import type { NewAlert } from "./alert-log";
import type { PossibleReceivers } from "./receivers";

/** A message whose next attempt is nearer than this may be in delivery at the moment. */
const CLAIM_MS = 2 * 60 * 1000;

interface Resend {
  /** Only the messages to this channel; to all when absent. */
  channelId: string | undefined;
  possible: PossibleReceivers;
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
  { channelId, possible, publicUrl, now }: Resend,
): Promise<number> {
  const rows = await selectUndelivered(tx, alert.projectId, alertId);
  const due = rows.filter((row) => {
    const ofChannel = row.channel?.id ?? alert.projectId;
    return (
      isResendable({ ...row, channelId: ofChannel }, { possible, now }) &&
      (channelId === undefined || channelId === ofChannel)
    );
  });
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
  /** That of the owners and admins has the project's id. */
  channelId: string;
}

/**
 * Whether a message can be sent now: it was given up, or waits so long that nobody delivers it at the moment,
 * and its receiver still gets alerts.
 */
export function isResendable(
  { deliveredAt, nextAttemptAt, recipient, channelId }: ResendableParts,
  { possible, now }: { possible: PossibleReceivers; now: Date },
): boolean {
  const channel = possible.channels.find(({ id }) => id === channelId);
  if (deliveredAt || !channel?.isOn) return false;
  if (recipient !== null && !possible.managers.includes(recipient)) return false;
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
