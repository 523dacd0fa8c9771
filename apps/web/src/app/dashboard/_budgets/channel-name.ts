import type { AlertChannel } from "./outputs";

export const CHANNEL_KIND_LABELS: Readonly<Record<AlertChannel["kind"], string>> = {
  email: "E-mail",
  slack: "Slack",
  webhook: "Webhook",
};

/** The name of a channel in headings and tables. That of the owners and admins has none of its own. */
export const channelName = ({ kind, name }: Pick<AlertChannel, "kind" | "name">): string =>
  name || CHANNEL_KIND_LABELS[kind];
