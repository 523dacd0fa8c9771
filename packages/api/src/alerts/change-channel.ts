import {
  type ChannelTarget,
  giveUpMessages,
  type StoredChannel,
  storeManagersChannel,
} from "@ai-cost/notifications";
import type { z } from "zod";
import type { ProjectContext } from "../context";
import { conflict, invalidField } from "../errors";
import { changeProject } from "../projects/change-project";
import { openStored, requireTarget, shownTarget } from "./channel-target";
import { channelText, settingsText } from "./channel-text";
import { findChannel, requireChannel } from "./find-channel";
import type { setChannelInput } from "./schema";
import { updateChannel } from "./store-channel";

type ChangedSettings = Omit<z.output<typeof setChannelInput>, "projectId" | "channelId">;

/**
 * Changes the settings of a channel and keeps what is not given. A new target makes a channel work again that
 * its receiver had ended. The messages that wait for a channel that is switched off are given up.
 */
export function setChannel(context: ProjectContext, channelId: string, settings: ChangedSettings) {
  const { project, now } = context;
  return changeProject(context, async ({ tx, audit }) => {
    const channel = await requireChannel(tx, project.id, channelId);
    if (channel.kind === "email") refuseTarget(settings);
    if (settings.target !== undefined) requireTarget(context, settings.target);
    const { target: url, ...others } = settings;
    const target = openStored(context, channel);
    const newTarget = target && url !== undefined ? { ...target, url } : target;
    const next = { ...channel, ...definedOf(others) };
    const texts = [textOf(channel, target), textOf(next, newTarget)] as const;
    if (isSame(channel, next) && url === undefined) return { channelId: channel.id };
    if (channel.id === project.id) await storeManagersChannel(tx, project.id, now);
    await updateChannel(
      tx,
      { projectId: project.id, id: channel.id },
      {
        ...pickSettings(next),
        ...(newTarget && url !== undefined && workingAgain(context, channel, newTarget)),
      },
    );
    const receiver = { channelId: channel.id };
    if (channel.isOn && !next.isOn)
      await giveUpMessages(tx, project.id, receiver, "the channel was switched off");
    if (texts[0] !== texts[1]) await audit("alert-channel.change", ...texts);
    return { channelId: channel.id };
  });
}

function refuseTarget({ target, name }: ChangedSettings): void {
  if (target !== undefined) throw invalidField("target", "of an e-mail channel cannot be changed");
  if (name !== undefined) throw invalidField("name", "of an e-mail channel cannot be changed");
}

const textOf = (channel: StoredChannel, target: ChannelTarget | null): string =>
  settingsText(channel, shownTarget(channel, target));

/** The settings that are given. */
const definedOf = ({ name, isOn, alertKinds }: ChangedSettings) => ({
  ...(name !== undefined && { name }),
  ...(isOn !== undefined && { isOn }),
  ...(alertKinds !== undefined && { alertKinds }),
});

const isSame = (one: StoredChannel, other: StoredChannel): boolean =>
  one.name === other.name &&
  one.isOn === other.isOn &&
  one.alertKinds.join() === other.alertKinds.join();

const pickSettings = ({ name, isOn, alertKinds }: StoredChannel) => ({ name, isOn, alertKinds });

const workingAgain = (
  { alerts, project }: ProjectContext,
  { id }: StoredChannel,
  target: ChannelTarget,
) => ({
  sealedTarget: alerts.seal({ projectId: project.id, id }, target),
  brokenAt: null,
  endedAt: null,
  endReason: null,
});

/**
 * Removes a channel and gives up the messages that wait for it. The log keeps its name. Removing it again
 * changes nothing. Throws CONFLICT for that of the owners and admins.
 */
export function removeChannel(context: ProjectContext, channelId: string) {
  const { project, now } = context;
  return changeProject(context, async ({ tx, audit }) => {
    const channel = await findChannel(tx, project.id, channelId);
    if (channel.endReason === "removed") return { channelId: channel.id };
    if (channel.id === project.id)
      throw conflict("The e-mail to owners and admins cannot be removed. Switch it off instead.");
    const ended = { sealedTarget: null, endedAt: now, endReason: "removed" as const };
    await updateChannel(tx, { projectId: project.id, id: channel.id }, ended);
    await giveUpMessages(tx, project.id, { channelId: channel.id }, "the channel was removed");
    await audit("alert-channel.remove", channelText(channel), null);
    return { channelId: channel.id };
  });
}
