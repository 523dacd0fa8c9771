import { z } from "zod";
import { openText, sealText } from "../outbox/seal-text";

const channelTarget = z.object({
  url: z.string(),
  /** The secrets of a webhook: one, or two while one is replaced by another. Slack has none. */
  secrets: z.array(z.string()),
});

/** Where the messages of a channel go, and how they are signed. */
export type ChannelTarget = z.output<typeof channelTarget>;

interface ChannelKey {
  projectId: string;
  id: string;
}

const rowOf = ({ projectId, id }: ChannelKey) => `alert_channels ${projectId} ${id}`;

/** Encrypts the target of a channel for its row. `secret` is the AUTH_SECRET. */
export const sealTarget = (secret: string, channel: ChannelKey, target: ChannelTarget): string =>
  sealText(secret, rowOf(channel), JSON.stringify(target));

/** Opens what `sealTarget` has sealed for this row. Throws when it does not open. */
export const openTarget = (secret: string, channel: ChannelKey, sealed: string): ChannelTarget =>
  channelTarget.parse(JSON.parse(openText(secret, rowOf(channel), sealed)));
