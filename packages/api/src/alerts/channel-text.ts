import type { AlertChannelKind } from "@ai-cost/db";
import type { StoredChannel } from "@ai-cost/notifications";

const KINDS: Record<AlertChannelKind, string> = {
  email: "e-mail",
  slack: "Slack",
  webhook: "webhook",
};

type Named = Pick<StoredChannel, "kind" | "name">;

/** A channel in the audit trail: `webhook Operations`. */
export const channelText = ({ kind, name }: Named): string =>
  `${KINDS[kind]} ${name === "" ? "to owners and admins" : name}`;

/** The same with its settings: `webhook Operations (https://ops.example.com/hook): on, threshold, forecast`. */
export const settingsText = (
  { kind, name, isOn, alertKinds }: Named & Pick<StoredChannel, "isOn" | "alertKinds">,
  target: string | null,
): string => {
  const where = target === null ? "" : ` (${target})`;
  const kinds = alertKinds.map((alertKind) => alertKind.replace("_", " "));
  return `${channelText({ kind, name })}${where}: ${[isOn ? "on" : "off", ...kinds].join(", ")}`;
};
