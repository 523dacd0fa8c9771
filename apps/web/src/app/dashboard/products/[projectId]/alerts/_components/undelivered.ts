import type { Alert, AlertMessage, Channel } from "../outputs";

/** The alerts that did not reach a channel which is broken now. */
export interface Undelivered {
  alerts: readonly Alert[];
  /** The newest message that did not arrive, and its channel. */
  message: AlertMessage;
  channel: Channel;
  /** The messages with which others received the newest of these alerts. */
  received: readonly AlertMessage[];
  /** The ids of the alerts that can be sent again. */
  resendable: readonly string[];
}

/** Whether the last messages to a channel did not arrive. */
export const isNotReached = ({ state, lastDelivery }: Channel): boolean =>
  state === "broken" || lastDelivery?.state === "retrying";

const hasFailed = ({ state }: AlertMessage) => state === "givenUp" || state === "retrying";

/**
 * Finds the alerts that did not reach a channel, newest first, as long as the channel has received nothing
 * since. Null when there are none.
 */
export function findUndelivered(
  alerts: readonly Alert[],
  channels: readonly Channel[],
): Undelivered | null {
  const broken = new Map(
    channels.filter(isNotReached).map((channel) => [channel.channelId, channel]),
  );
  const isMissing = (message: AlertMessage) => hasFailed(message) && broken.has(message.channelId);
  const missing = alerts.filter(({ messages }) => messages.some(isMissing));
  const [newest] = missing;
  const message = newest?.messages.find(isMissing);
  const channel = message && broken.get(message.channelId);
  if (!newest || !channel) return null;
  return {
    alerts: missing,
    message,
    channel,
    received: newest.messages.filter(({ state }) => state === "delivered"),
    resendable: missing
      .filter(({ messages }) => messages.some((one) => isMissing(one) && one.isResendable))
      .map(({ alertId }) => alertId),
  };
}
