import { type Executor, projectOutbox } from "@ai-cost/db";
import { and, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import type { ProjectMessage } from "./enqueue-messages";

/**
 * Gives up the messages that wait for a receiver who gets none any more: a channel, or by the address an owner
 * or admin.
 */
export async function giveUpMessages(
  tx: Executor,
  projectId: string,
  receiver: ProjectMessage["receiver"],
  reason: string,
): Promise<void> {
  await tx
    .update(projectOutbox)
    .set({ nextAttemptAt: null, content: null, lastError: reason })
    .where(
      and(
        eq(projectOutbox.projectId, projectId),
        isTo(projectId, receiver),
        isNotNull(projectOutbox.nextAttemptAt),
      ),
    );
}

function isTo(projectId: string, receiver: ProjectMessage["receiver"]): SQL {
  if ("recipient" in receiver) return eq(projectOutbox.recipient, receiver.recipient);
  return receiver.channelId === projectId
    ? isNull(projectOutbox.channelId)
    : eq(projectOutbox.channelId, receiver.channelId);
}
