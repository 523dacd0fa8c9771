import type { Executor } from "@ai-cost/db";
import { confirmationMail, type StoredChannel } from "@ai-cost/notifications";
import type { ProjectContext } from "../context";
import { conflict } from "../errors";
import { takePoint } from "../limits";
import { changeProject } from "../projects/change-project";
import { channelText } from "./channel-text";
import { requireChannel } from "./find-channel";
import { isUnconfirmed } from "./list-channels";

/** For how long the link of a confirmation is valid. */
export const CONFIRMATION_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Takes a point for an e-mail that asks for a confirmation. Throws CONFLICT without a mail server, and
 * TOO_MANY_REQUESTS after many such e-mails in a day.
 */
export async function takeConfirmation({ mail, limits, user }: ProjectContext): Promise<void> {
  if (!mail)
    throw conflict(
      "No mail server is configured, so an address cannot be confirmed. Ask the operator to set SMTP_URL and MAIL_FROM.",
    );
  await takePoint(limits.confirmations, user.id, "You have asked for too many confirmations.");
}

/** Sends the link with which the reader of an address agrees to get alerts, in the transaction of the change. */
export async function askToConfirm(
  tx: Executor,
  { project, user, now, publicUrl, mail, alerts }: ProjectContext,
  { id: channelId, name: recipient }: Pick<StoredChannel, "id" | "name">,
): Promise<void> {
  const link = { action: "confirm" as const, projectId: project.id, channelId, at: now };
  const message = confirmationMail({
    recipient,
    actor: user,
    productName: project.name,
    url: `${publicUrl}/alerts/confirm/${alerts.tokenOf(link)}`,
    validUntil: new Date(now.getTime() + CONFIRMATION_MS),
  });
  await mail?.enqueue(tx, message);
}

/** Sends the link again to an address that is not confirmed, or that has unsubscribed. */
export async function confirmAgain(context: ProjectContext, channelId: string) {
  await context.db.read((tx) => requireChannel(tx, context.project.id, channelId));
  await takeConfirmation(context);
  await changeProject(context, async ({ tx, audit }) => {
    const channel = await requireChannel(tx, context.project.id, channelId);
    if (!channel.endedAt && !isUnconfirmed(channel, context.project.id))
      throw conflict("Only an address that is not confirmed can be asked again.");
    if (channel.kind !== "email") throw conflict("Only an address is confirmed.");
    await askToConfirm(tx, context, channel);
    await audit("alert-channel.ask-again", null, channelText(channel));
  });
  context.mail?.wake();
  return { channelId };
}
