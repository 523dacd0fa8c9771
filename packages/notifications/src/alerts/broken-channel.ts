import { type AlertChannelKind, alertChannels, type Executor, newId } from "@ai-cost/db";
import { and, eq, isNull } from "drizzle-orm";
import { logAndSend } from "./alert-log";
import { chooseReceivers, selectReceivers } from "./receivers";
import { isChannel, storeManagersChannel } from "./stored-channels";

/** What is needed to tell other channels of a project about a channel that does not deliver any more. */
export interface Reporting {
  /** The URL at which people open the app, without a slash at the end. */
  publicUrl: string;
  sendsMail: boolean;
}

interface BrokenChannel {
  projectId: string;
  productName: string;
  /** Null for that of the owners and admins. */
  channel: { id: string; kind: AlertChannelKind; name: string } | null;
  /** Why its message was given up. */
  reason: string;
}

/**
 * Records that a channel is broken, and alerts the other channels, in the transaction that gives up its
 * message. Does nothing when it was broken before: the update of `broken_at` is the claim of the alert.
 * Returns whether there are messages.
 */
export async function reportBroken(
  tx: Executor,
  { projectId, productName, channel, reason }: BrokenChannel,
  { publicUrl, sendsMail }: Reporting,
): Promise<boolean> {
  const at = new Date();
  const broken = channel ?? { id: projectId, kind: "email" as const, name: "" };
  if (!channel) await storeManagersChannel(tx, projectId, at);
  const claimed = await tx
    .update(alertChannels)
    .set({ brokenAt: at })
    .where(and(isChannel(projectId, broken.id), isNull(alertChannels.brokenAt)))
    .returning({ id: alertChannels.id });
  if (claimed.length === 0) return false;
  const { id, name } = broken;
  const alert = {
    kind: "channel_broken" as const,
    projectId,
    productName,
    at,
    reason,
    channel: { id, kind: broken.kind, name },
  };
  const receivers = chooseReceivers(await selectReceivers(tx, projectId, sendsMail), {
    kind: alert.kind,
    channelIds: null,
    exceptChannelId: id,
  });
  return logAndSend(tx, { id: newId(), alert }, receivers, publicUrl);
}

/**
 * Ends a channel whose receiver wants no more messages, unless it has ended before, or somebody has given it
 * another target since the message was claimed.
 */
export async function endChannel(
  tx: Executor,
  projectId: string,
  { id, sealedTarget }: { id: string; sealedTarget: string | null },
): Promise<void> {
  if (sealedTarget === null) return;
  await tx
    .update(alertChannels)
    .set({ endedAt: new Date(), endReason: "gone" })
    .where(
      and(
        isChannel(projectId, id),
        eq(alertChannels.sealedTarget, sealedTarget),
        isNull(alertChannels.endedAt),
      ),
    );
}
