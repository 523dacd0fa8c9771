import { newWebhookSecret, withNewSecret } from "@ai-cost/notifications";
import type { ProjectContext } from "../context";
import { conflict } from "../errors";
import { changeProject } from "../projects/change-project";
import { openStored } from "./channel-target";
import { channelText } from "./channel-text";
import { requireChannel } from "./find-channel";
import { updateChannel } from "./store-channel";

/**
 * Makes a new secret for a webhook and returns it. The previous one signs too for 24 hours, so that the
 * receiver can change over. Throws CONFLICT for a channel that is not a webhook.
 */
export function rotateSecret(context: ProjectContext, channelId: string) {
  const { project, now, alerts } = context;
  return changeProject(context, async ({ tx, audit }) => {
    const channel = await requireChannel(tx, project.id, channelId);
    const target = openStored(context, channel);
    if (channel.kind !== "webhook" || !target) throw conflict("Only a webhook has a secret.");
    const secret = newWebhookSecret();
    const { target: next, bothUntil } = withNewSecret(target, secret, now);
    const key = { projectId: project.id, id: channel.id };
    await updateChannel(tx, key, { sealedTarget: alerts.seal(key, next) });
    await audit("alert-channel.rotate-secret", null, channelText(channel));
    return { channelId: channel.id, secret, bothUntil };
  });
}
