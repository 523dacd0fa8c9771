import { z } from "zod";
import { openTarget } from "../channels/channel-target";
import { deliverToChannel } from "../channels/deliver-to-channel";
import type { PostOptions } from "../channels/post-json";
import { DeliveryFailure } from "../delivery/delivery-failure";
import { MAX_ATTEMPTS } from "../delivery/retry-delay";
import type { SendMail } from "../mail/smtp-transport";
import type { ClaimedMessage } from "./project-outbox";

/** What the messages of projects are delivered with. */
export interface Transports {
  /** Null when no mail server is configured. */
  sendMail: SendMail | null;
  post: PostOptions;
  /** The AUTH_SECRET with which the targets of channels are encrypted. */
  secret: string;
}

const mailContent = z.object({ subject: z.string(), text: z.string(), html: z.string() });

/** Delivers a message that was claimed. Throws a DeliveryFailure when it was not accepted. */
export async function deliverMessage(
  { sendMail, post, secret }: Transports,
  message: ClaimedMessage,
  signal: AbortSignal,
): Promise<void> {
  const { id, projectId, channel, recipient, content, createdAt } = message;
  // A failed last attempt gives the message up, so only a process that died in it leaves one behind.
  if (message.attempts > MAX_ATTEMPTS)
    throw new DeliveryFailure("the server died during the last attempt", true);
  if (!channel) {
    if (!sendMail) throw new DeliveryFailure("no mail server is configured", false);
    const mail = mailContent.parse(JSON.parse(content));
    return sendMail({ id, recipient: recipient ?? "", createdAt, ...mail }, signal);
  }
  if (channel.endedAt) throw new DeliveryFailure("the receiver has ended this channel", true);
  const target = open(secret, { projectId, id: channel.id }, channel.sealedTarget);
  await deliverToChannel({ id, kind: channel.kind, target, body: content }, signal, post);
}

function open(secret: string, key: { projectId: string; id: string }, sealed: string) {
  try {
    return openTarget(secret, key, sealed);
  } catch {
    throw new DeliveryFailure("the channel was encrypted with another AUTH_SECRET", true);
  }
}
