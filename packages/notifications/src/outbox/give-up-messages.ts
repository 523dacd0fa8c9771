import { type Executor, projectOutbox } from "@ai-cost/db";
import { and, eq, isNotNull, isNull } from "drizzle-orm";

/** Gives up the messages of a channel that wait, because it was switched off or removed. */
export async function giveUpMessages(
  tx: Executor,
  projectId: string,
  channelId: string,
  reason: string,
): Promise<void> {
  const isOfChannel =
    channelId === projectId
      ? isNull(projectOutbox.channelId)
      : eq(projectOutbox.channelId, channelId);
  await tx
    .update(projectOutbox)
    .set({ nextAttemptAt: null, content: null, lastError: reason })
    .where(
      and(
        eq(projectOutbox.projectId, projectId),
        isOfChannel,
        isNotNull(projectOutbox.nextAttemptAt),
      ),
    );
}
