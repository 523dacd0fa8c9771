import type { AlertChannelKind } from "@ai-cost/db";
import { DeliveryFailure } from "../delivery/delivery-failure";
import { type ChannelTarget, secretsAt } from "./channel-target";
import { type PostOptions, postJson, type ReceivedAnswer } from "./post-json";
import { webhookHeaders } from "./sign-webhook";

/** The kinds of channels to which messages are posted. */
type PostedKind = Exclude<AlertChannelKind, "email">;

/** A message as it goes to a channel. */
export interface ChannelMessage {
  /** The same at each attempt, so that a receiver can drop a repetition. */
  id: string;
  kind: PostedKind;
  target: ChannelTarget;
  /** JSON. */
  body: string;
}

/**
 * What ends a channel for good. To Standard Webhooks, 410 says that no message is wanted any more. Slack
 * answers 403, 404 and 410 when the channel or the webhook is gone.
 */
const ENDING: Record<PostedKind, readonly number[]> = {
  slack: [403, 404, 410],
  webhook: [410],
};

/** Sends a message to a webhook or to Slack. Throws a DeliveryFailure when it was not accepted. */
export async function deliverToChannel(
  { id, kind, target, body }: ChannelMessage,
  signal: AbortSignal,
  options: PostOptions,
): Promise<void> {
  const now = new Date();
  const headers =
    kind === "webhook" ? webhookHeaders({ id, body, at: now }, secretsAt(target, now)) : {};
  const answer = await postJson({ url: target.url, headers, body }, signal, options);
  const failure = failureOf(kind, answer);
  if (failure) throw failure;
}

function failureOf(
  kind: PostedKind,
  { status, retryAfterMs }: ReceivedAnswer,
): DeliveryFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return new DeliveryFailure(`redirected (${status}), which is not followed`, false);
  const endsChannel = ENDING[kind].includes(status);
  return new DeliveryFailure(`answered ${status}`, endsChannel, { retryAfterMs, endsChannel });
}
