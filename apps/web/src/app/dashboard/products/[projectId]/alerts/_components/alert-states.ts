import type { AlertState } from "../outputs";

/** The states by which the log of alerts is filtered. The compiler reports one that is missing. */
export const ALERT_STATES: Readonly<Record<AlertState, string>> = {
  delivered: "Delivered",
  undelivered: "Not delivered",
  unsent: "Received by nobody",
};

export const ALERT_STATE_NAMES = Object.keys(ALERT_STATES) as AlertState[];
