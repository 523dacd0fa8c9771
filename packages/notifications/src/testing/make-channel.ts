import { ALERT_KINDS, alertChannels, type Database, newId } from "@ai-cost/db";
import { type ChannelTarget, sealTarget } from "../channels/channel-target";

type NewChannel = Partial<typeof alertChannels.$inferInsert> & { projectId: string };

/** Adds a webhook, or a channel with other `values`, and returns its id. `secret` is the AUTH_SECRET. */
export async function makeChannel(
  db: Database,
  values: NewChannel,
  sealed?: { secret: string; target: ChannelTarget },
): Promise<string> {
  const id = values.id ?? newId();
  const key = { projectId: values.projectId, id };
  await db.insert(alertChannels).values({
    kind: "webhook",
    name: "a channel",
    sealedTarget: sealed ? sealTarget(sealed.secret, key, sealed.target) : "",
    isOn: true,
    alertKinds: [...ALERT_KINDS],
    createdBy: "a user",
    createdAt: new Date(),
    ...values,
    id,
  });
  return id;
}
