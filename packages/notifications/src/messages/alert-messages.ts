import type { AlertChannelKind } from "@ai-cost/db";
import type { Alert } from "../alerts/alert";
import type { Receivers } from "../alerts/receivers";
import type { ProjectMessage } from "../outbox/enqueue-messages";
import type { AlertWords } from "./alert-words";
import { budgetWords } from "./budget-words";
import { channelWords } from "./channel-words";
import type { MailContent } from "./render-mail";
import { slackMessage } from "./slack-message";

/** What the messages of an alert, or of a test, are made of. */
export interface MessageParts {
  projectId: string;
  productName: string;
  at: Date;
  words: AlertWords;
}

/** The messages of an alert, one for each receiver. */
export const alertMessages = (
  alertId: string,
  alert: Alert,
  receivers: Receivers,
  publicUrl: string,
): ProjectMessage[] =>
  messagesFor({ ...alert, words: wordsOf(alert) }, receivers, publicUrl).map((message) => ({
    ...message,
    alertId,
  }));

const wordsOf = (alert: Alert): AlertWords =>
  alert.kind === "channel_broken" ? channelWords(alert) : budgetWords(alert);

/** One message for each receiver, in the format of its channel. */
export function messagesFor(
  parts: MessageParts,
  { recipients, channels }: Receivers,
  publicUrl: string,
): ProjectMessage[] {
  const kind = parts.words.type;
  const url = `${publicUrl}${parts.words.link.path}`;
  const bodies: Record<AlertChannelKind, () => object> = {
    email: () => mailOf(parts, url, TO_ADDRESS),
    slack: () => slackMessage(parts.words, url),
    webhook: () => webhookBody(parts, url),
  };
  const toManager = JSON.stringify(mailOf(parts, url, TO_MANAGER));
  return [
    ...recipients.map((recipient) => ({ kind, receiver: { recipient }, content: toManager })),
    ...channels.map((channel) => ({
      kind,
      receiver: { channelId: channel.id },
      content: JSON.stringify(bodies[channel.kind]()),
    })),
  ];
}

/** An e-mail as the outbox stores it. */
interface AlertMail extends MailContent {
  subject: string;
}

const TO_MANAGER = "You get this because you are an owner or an admin of the product.";
const TO_ADDRESS = "You get this because this address gets the alerts of the product.";

function mailOf({ words }: MessageParts, url: string, why: string): AlertMail {
  const { title: subject, sentences: paragraphs, link } = words;
  return { subject, paragraphs, link: { label: link.label, url }, notes: [why] };
}

const webhookBody = ({ words, projectId, productName, at }: MessageParts, url: string) => ({
  type: words.type,
  timestamp: at.toISOString(),
  data: { projectId, productName, ...words.data, url },
});
