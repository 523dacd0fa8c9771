import { alertChannels, type Executor } from "@ai-cost/db";
import { isChannel } from "@ai-cost/notifications";

export async function insertChannel(
  tx: Executor,
  channel: typeof alertChannels.$inferInsert,
): Promise<void> {
  await tx.insert(alertChannels).values(channel);
}

/** Changes the given columns of a channel. */
export async function updateChannel(
  tx: Executor,
  { projectId, id }: { projectId: string; id: string },
  values: Partial<typeof alertChannels.$inferInsert>,
): Promise<void> {
  await tx.update(alertChannels).set(values).where(isChannel(projectId, id));
}
