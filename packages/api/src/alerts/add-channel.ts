import { ALERT_KINDS, type Executor, newId } from "@ai-cost/db";
import { newWebhookSecret, type StoredChannel, selectChannels } from "@ai-cost/notifications";
import type { z } from "zod";
import { MAX_CHANNELS } from "../budgets/schema";
import type { ProjectContext } from "../context";
import { conflict, invalidField, tooMany } from "../errors";
import { emailSchema } from "../field-schemas";
import { changeProject } from "../projects/change-project";
import { askToConfirm, takeConfirmation } from "./ask-to-confirm";
import { requireTarget } from "./channel-target";
import { channelText } from "./channel-text";
import type { addChannelInput } from "./schema";
import { insertChannel } from "./store-channel";

const TOO_MANY_CHANNELS = `This project already has ${MAX_CHANNELS} channels, which is the maximum. Remove one that you no longer need, then add the new one.`;

type AddedChannel = Pick<z.output<typeof addChannelInput>, "kind" | "target" | "name">;

/**
 * Adds a channel that is on and gets every kind of alert. An address gets an e-mail first, whose reader must
 * agree. Returns the secret of a webhook, which nothing else returns. Throws BAD_REQUEST for a target that
 * cannot be used, and CONFLICT when the project has too many channels or has this address.
 */
export async function addChannel(context: ProjectContext, input: AddedChannel) {
  if (input.kind === "email") return addAddress(context, input);
  const { kind, target: url, name } = input;
  if (name === undefined) throw invalidField("name", "must say what people call the channel");
  requireTarget(context, url);
  const channelId = newId();
  const secret = kind === "webhook" ? newWebhookSecret() : null;
  const key = { projectId: context.project.id, id: channelId };
  const sealedTarget = context.alerts.seal(key, { url, secrets: secret === null ? [] : [secret] });
  await changeProject(context, async ({ tx, audit }) => {
    await channelsWithRoom(tx, key.projectId);
    await insertChannel(tx, { ...key, kind, name, sealedTarget, ...newSettings(context) });
    await audit("alert-channel.add", null, channelText({ kind, name }));
  });
  return { channelId, secret };
}

async function addAddress(context: ProjectContext, { target }: AddedChannel) {
  const address = emailSchema.safeParse(target);
  if (!address.success) throw invalidField("target", "is not an e-mail address");
  await takeConfirmation(context);
  const channel = { id: newId(), kind: "email" as const, name: address.data };
  const key = { projectId: context.project.id, id: channel.id };
  await changeProject(context, async ({ tx, audit }) => {
    const channels = await channelsWithRoom(tx, key.projectId);
    if (channels.some(({ kind, name }) => kind === "email" && name === channel.name))
      throw conflict("This address is a channel of this project already.");
    await insertChannel(tx, { ...key, ...channel, ...newSettings(context) });
    await askToConfirm(tx, context, channel);
    await audit("alert-channel.add", null, channelText(channel));
  });
  context.mail?.wake();
  return { channelId: channel.id, secret: null };
}

/** The channels of a project that can have one more. Throws CONFLICT when it has as many as it can have. */
async function channelsWithRoom(tx: Executor, projectId: string): Promise<StoredChannel[]> {
  const channels = await selectChannels(tx, projectId);
  // That of the owners and admins is not counted.
  if (channels.length > MAX_CHANNELS) throw tooMany(TOO_MANY_CHANNELS);
  return channels;
}

const newSettings = ({ user, now }: ProjectContext) => ({
  isOn: true,
  alertKinds: [...ALERT_KINDS],
  createdBy: user.id,
  createdAt: now,
});
