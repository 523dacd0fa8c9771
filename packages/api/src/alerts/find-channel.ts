import type { Executor } from "@ai-cost/db";
import { findStoredChannel, type StoredChannel } from "@ai-cost/notifications";
import { channelNotFound } from "../errors";

/** The channel of the project with this id, also a removed one. Throws NOT_FOUND when there is none. */
export async function findChannel(
  db: Executor,
  projectId: string,
  channelId: string,
): Promise<StoredChannel> {
  const channel = await findStoredChannel(db, projectId, channelId);
  if (!channel) throw channelNotFound();
  return channel;
}

/** The same without removed channels. */
export async function requireChannel(
  db: Executor,
  projectId: string,
  channelId: string,
): Promise<StoredChannel> {
  const channel = await findChannel(db, projectId, channelId);
  if (channel.endReason === "removed") throw channelNotFound();
  return channel;
}
