import { z } from "zod";
import { openText, sealText } from "../outbox/seal-text";

const channelTarget = z.object({
  url: z.string(),
  /** The secrets of a webhook, the present one first. Slack has none. */
  secrets: z.array(z.string()),
  /** Until when all secrets sign; after that, only the present one does. Absent while there is one. */
  allUntil: z.iso.datetime().optional(),
});

/** Where the messages of a channel go, and how they are signed. */
export type ChannelTarget = z.output<typeof channelTarget>;

/** The secrets that sign at an instant. */
export const secretsAt = ({ secrets, allUntil }: ChannelTarget, now: Date): readonly string[] =>
  allUntil === undefined || new Date(allUntil) > now ? secrets : secrets.slice(0, 1);

/** Replaces the secret of a webhook. Both sign for 24 hours, so that the receiver can change over. */
export function withNewSecret(
  target: ChannelTarget,
  secret: string,
  now: Date,
): { target: ChannelTarget; bothUntil: string } {
  const bothUntil = new Date(now.getTime() + ROTATION_MS).toISOString();
  const secrets = [secret, ...target.secrets.slice(0, 1)];
  return { target: { ...target, secrets, allUntil: bothUntil }, bothUntil };
}

const ROTATION_MS = 24 * 60 * 60 * 1000;

export interface ChannelKey {
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
