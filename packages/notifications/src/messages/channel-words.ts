import type { AlertChannelKind } from "@ai-cost/db";
import type { ChannelAlert } from "../alerts/alert";
import type { AlertWords } from "./alert-words";
import { oneLine } from "./one-line";

const KINDS: Record<AlertChannelKind, string> = {
  email: "The e-mail address",
  slack: "The Slack channel",
  webhook: "The webhook",
};

/** What is said when a channel does not deliver any more. */
export const channelWords = ({
  projectId,
  productName,
  channel,
  reason,
}: ChannelAlert): AlertWords => ({
  type: "channel.broken",
  title: `${nameOf(channel)} of “${oneLine(productName)}” does not get alerts any more`,
  sentences: [`A message was given up. The last failure: ${reason}.`],
  link: { label: "Open the channels of the product", path: alertsPath(projectId) },
  data: { channel: { id: channel.id, kind: channel.kind, name: channel.name }, reason },
});

export const alertsPath = (projectId: string): string => `/dashboard/products/${projectId}/alerts`;

const nameOf = ({ kind, name }: ChannelAlert["channel"]): string =>
  name === "" ? "The e-mail to owners and admins" : `${KINDS[kind]} “${oneLine(name)}”`;
