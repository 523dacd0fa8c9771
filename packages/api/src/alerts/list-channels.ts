import {
  type AlertDelivery,
  type StoredChannel,
  selectChannels,
  selectManagers,
  targetText,
} from "@ai-cost/notifications";
import type { ReadContext } from "../context";
import { toDeliveryOutput } from "./delivery-output";
import { type LastDelivery, selectLastDeliveries } from "./queries";
import { type ChannelOutput, SHOWN_KINDS } from "./schema";

/** The channels of the project, each with its last delivery. */
export async function listChannels({ db, now, alerts }: ReadContext, projectId: string) {
  const channels = await selectChannels(db, projectId);
  const deliveries = await selectLastDeliveries(db, projectId);
  const recipients = await selectManagers(db, projectId);
  return {
    mail: { configured: alerts.sendsMail, recipients },
    channels: channels.map((channel) => ({
      ...toChannelOutput(channel, projectId),
      ...targetOf(channel, { projectId, alerts, now }),
      lastDelivery: toLastDelivery(deliveries.find(({ channelId }) => channelId === channel.id)),
    })),
  };
}

const toChannelOutput = (channel: StoredChannel, projectId: string) => ({
  channelId: channel.id,
  isManagers: channel.id === projectId,
  kind: channel.kind,
  name: channel.name,
  isOn: channel.isOn,
  alertKinds: channel.alertKinds.map((kind) => SHOWN_KINDS[kind]),
  state: stateOf(channel, projectId),
  endReason: endReasonOf(channel),
});

function stateOf(channel: StoredChannel, projectId: string): ChannelOutput["state"] {
  if (channel.endedAt) return "ended";
  if (isUnconfirmed(channel, projectId)) return "unconfirmed";
  return channel.brokenAt ? "broken" : "working";
}

export const isUnconfirmed = ({ id, kind, confirmedAt }: StoredChannel, projectId: string) =>
  kind === "email" && id !== projectId && confirmedAt === null;

const endReasonOf = ({ endedAt, endReason }: StoredChannel): ChannelOutput["endReason"] =>
  endedAt && (endReason === "unsubscribed" ? "unsubscribed" : "gone");

function targetOf(
  { id, kind, sealedTarget }: StoredChannel,
  { projectId, alerts, now }: { projectId: string; alerts: AlertDelivery; now: Date },
) {
  const unknown = { target: null, secretsUntil: null };
  if (kind === "email" || sealedTarget === null) return unknown;
  try {
    const { url, allUntil } = alerts.open({ projectId, id }, sealedTarget);
    const isRotating = allUntil !== undefined && new Date(allUntil) > now;
    return { target: targetText(kind, url), secretsUntil: isRotating ? allUntil : null };
  } catch {
    // It was encrypted with another AUTH_SECRET. Its deliveries say so.
    return unknown;
  }
}

function toLastDelivery(row: LastDelivery | undefined): ChannelOutput["lastDelivery"] {
  if (!row) return null;
  const { alertKind, threshold, recipients } = row;
  return {
    ...toDeliveryOutput(row),
    what: alertKind ? SHOWN_KINDS[alertKind] : "test",
    threshold,
    recipients,
  };
}
