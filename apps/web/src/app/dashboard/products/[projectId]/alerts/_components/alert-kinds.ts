import type { AlertKind } from "../outputs";

/** What people call a kind of alert, and when it is sent. */
export interface AlertKindText {
  label: string;
  when: string;
}

/** The kinds of alerts, in the order of the table. The compiler reports a kind that is missing. */
export const ALERT_KINDS: Readonly<Record<AlertKind, AlertKindText>> = {
  threshold: {
    label: "Budget threshold",
    when: "When a budget reaches one of its percentages, once a month",
  },
  forecast: {
    label: "Forecast over budget",
    when: "When the month is expected to end above a limit, once a month",
  },
  channelBroken: {
    label: "Channel broken",
    when: "When another channel could not be reached, and ends or gives up",
  },
};

export const ALERT_KIND_NAMES = Object.keys(ALERT_KINDS) as AlertKind[];
