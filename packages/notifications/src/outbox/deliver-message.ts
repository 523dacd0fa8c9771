import { z } from "zod";
import { channelToken } from "../channels/channel-link";
import { openTarget } from "../channels/channel-target";
import { deliverToChannel } from "../channels/deliver-to-channel";
import type { PostOptions } from "../channels/post-json";
import { DeliveryFailure } from "../delivery/delivery-failure";
import { MAX_ATTEMPTS } from "../delivery/retry-delay";
import type { SendMail } from "../mail/smtp-transport";
import { renderMail } from "../messages/render-mail";
import type { ClaimedMessage } from "./claim-messages";

/** What the messages of projects are delivered with. */
export interface Transports {
  /** Null when no mail server is configured. */
  sendMail: SendMail | null;
  post: PostOptions;
  /** The AUTH_SECRET with which the targets of channels are encrypted and links are signed. */
  secret: string;
  /** The URL at which people open the app, without a slash at the end. */
  publicUrl: string;
}

const mailContent = z.object({
  subject: z.string(),
  paragraphs: z.array(z.string()),
  link: z.object({ label: z.string(), url: z.string() }),
  notes: z.array(z.string()),
});

/** Delivers a message that was claimed. Throws a DeliveryFailure when it was not accepted. */
export async function deliverMessage(
  transports: Transports,
  message: ClaimedMessage,
  signal: AbortSignal,
): Promise<void> {
  const { id, projectId, channel, content } = message;
  // A failed last attempt gives the message up, so only a process that died in it leaves one behind.
  if (message.attempts > MAX_ATTEMPTS)
    throw new DeliveryFailure("the server died during the last attempt", true);
  if (content === null) throw new DeliveryFailure("it was settled meanwhile", true);
  if (channel?.endedAt) throw new DeliveryFailure("the channel has ended", true);
  if (!channel || channel.kind === "email") return sendByMail(transports, message, content, signal);
  const target = open(transports.secret, { projectId, ...channel });
  const posted = { id, kind: channel.kind, target, body: content };
  await deliverToChannel(posted, signal, transports.post);
}

async function sendByMail(
  { sendMail, secret, publicUrl }: Transports,
  { id, projectId, recipient, channel, createdAt }: ClaimedMessage,
  content: string,
  signal: AbortSignal,
): Promise<void> {
  if (!sendMail) throw new DeliveryFailure("no mail server is configured", false);
  if (channel && !channel.confirmedAt)
    throw new DeliveryFailure("the address is not confirmed", true);
  const { subject, ...parts } = mailContent.parse(JSON.parse(content));
  const mail = { id, recipient: channel?.name ?? recipient ?? "", createdAt, subject };
  if (!channel) return sendMail({ ...mail, ...renderMail(parts) }, signal);
  const link = { action: "unsubscribe", projectId, channelId: channel.id, at: createdAt } as const;
  const unsubscribeUrl = `${publicUrl}/alerts/unsubscribe/${channelToken(secret, link)}`;
  const unsubscribe = `${unsubscribeUrl}/one-click`;
  await sendMail({ ...mail, ...renderMail({ ...parts, unsubscribeUrl }), unsubscribe }, signal);
}

function open(
  secret: string,
  { sealedTarget, ...key }: { projectId: string; id: string; sealedTarget: string | null },
) {
  try {
    return openTarget(secret, key, sealedTarget ?? "");
  } catch {
    throw new DeliveryFailure("the channel was encrypted with another AUTH_SECRET", true);
  }
}
