import { CHANNEL_KIND_LABELS } from "@/app/dashboard/_budgets/channel-name";
import type { Alert, AlertMessage } from "../outputs";

/** What became of an alert in one channel, which can have several recipients. */
export interface ChannelDelivery {
  channelId: string;
  name: string;
  /** That of the message that went worst. */
  worst: AlertMessage;
  recipients: number;
}

/** From the best to the worst. */
const SEVERITY: readonly AlertMessage["state"][] = ["delivered", "waiting", "retrying", "givenUp"];

const severityOf = ({ state }: AlertMessage): number => SEVERITY.indexOf(state);

/** The name under which the receiver of a message is known: its channel, or e-mail as a whole. */
export const receiverName = ({ channelKind, name }: AlertMessage): string =>
  channelKind === "email" ? CHANNEL_KIND_LABELS.email : name;

/** The messages of an alert, gathered by channel. */
export function deliveriesOf({ messages }: Pick<Alert, "messages">): ChannelDelivery[] {
  const byChannel = new Map<string, AlertMessage[]>();
  for (const message of messages)
    byChannel.set(message.channelId, [...(byChannel.get(message.channelId) ?? []), message]);
  return [...byChannel].flatMap(([channelId, ofChannel]) => {
    const [worst] = ofChannel.toSorted((one, other) => severityOf(other) - severityOf(one));
    return worst
      ? { channelId, name: receiverName(worst), worst, recipients: ofChannel.length }
      : [];
  });
}
