import { findBudgetChannels } from "@ai-cost/budgets";
import type { Executor } from "@ai-cost/db";
import {
  chooseReceivers,
  findAlert,
  type LoggedAlert,
  type PossibleReceivers,
  resendMessages,
  selectReceivers,
  sendUnsent,
  takeResend,
} from "@ai-cost/notifications";
import type { ProjectContext } from "../context";
import { alertNotFound, conflict, tooOften } from "../errors";
import { changeProject } from "../projects/change-project";
import { requireChannel } from "./find-channel";

const NOTHING =
  "There is nothing to send again: each message was delivered or is in delivery, or its receiver gets no alerts any more.";

const AGAIN_SOON = "An alert can be sent again once a minute. Try again in a minute.";

/**
 * Sends what was given up of an alert, or waits for a later attempt, or an alert that nobody got. Only to
 * `channelId`, if it is given. Returns the number of messages. Throws NOT_FOUND when the project has no such
 * alert, CONFLICT when there is nothing to send, and TOO_MANY_REQUESTS more than once a minute for an alert.
 */
export async function resendAlert(
  context: ProjectContext,
  { alertId, channelId }: { alertId: string; channelId?: string | undefined },
) {
  const { project, alerts, publicUrl, now } = context;
  const messages = await changeProject(context, async ({ tx, audit }) => {
    const logged = await findAlert(tx, project.id, alertId);
    if (!logged) throw alertNotFound();
    if (channelId !== undefined) await requireChannel(tx, project.id, channelId);
    const possible = await selectReceivers(tx, project.id, alerts.sendsMail);
    const sent = logged.unsentReason
      ? await sendToAll(tx, context, logged, possible)
      : await resendMessages(tx, logged, { channelId, possible, publicUrl, now });
    if (sent === 0) throw conflict(NOTHING);
    if (!(await takeResend(tx, logged, now))) throw tooOften(AGAIN_SOON);
    await audit("alert.resend", null, `${logged.alert.kind} of ${logged.alert.at.toISOString()}`);
    return sent;
  });
  alerts.wake(project.id);
  return { messages };
}

const NOBODY = {
  no_mail_server:
    "Only e-mail channels get this alert, and no mail server is configured. Add another channel, or ask the operator to set SMTP_URL and MAIL_FROM.",
  no_channel: "No channel that is on gets this alert. Switch one on that gets it, or add one.",
};

async function sendToAll(
  tx: Executor,
  { project, publicUrl, now }: ProjectContext,
  logged: LoggedAlert,
  possible: PossibleReceivers,
): Promise<number> {
  const { alert } = logged;
  const isOfChannel = alert.kind === "channel_broken";
  const receivers = chooseReceivers(possible, {
    kind: alert.kind,
    channelIds: isOfChannel ? null : await findBudgetChannels(tx, project.id, alert.budget.id),
    ...(isOfChannel && { exceptChannelId: alert.channel.id }),
  });
  if (typeof receivers === "string") throw conflict(NOBODY[receivers]);
  await sendUnsent(tx, logged, receivers, { publicUrl, at: now });
  return receivers.recipients.length + receivers.channels.length;
}
