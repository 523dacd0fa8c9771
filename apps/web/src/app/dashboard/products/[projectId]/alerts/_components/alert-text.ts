import { agentTypeOf } from "@ai-cost/domain";
import { formatDollars, formatRoundDollars } from "@/lib/format";
import type { Alert } from "../outputs";

/** The name of what an alert is about, at the beginning of a sentence. */
function subjectText({ kind, name }: Alert["subject"]): string {
  if (kind === "project") return "Whole product";
  if (kind === "channel") return name || "E-mail to owners and admins";
  return kind === "agentType" ? agentTypeOf(name ?? "").label : (name ?? "");
}

/** What an alert says, in one line: `Whole product reached 90 %: $504.00 of $560.00`. */
export function alertText(alert: Alert): string {
  const subject = subjectText(alert.subject);
  const { kind, threshold, spent, unpricedCharges, limit, forecast, reason } = alert;
  if (kind === "channelBroken") return `${subject}: ${reason ?? "messages do not arrive"}`;
  if (kind === "forecast")
    return `${subject}: month end likely ${forecast ? formatRoundDollars(forecast.amount) : "higher"}, over ${formatDollars(limit)}`;
  const atLeast = unpricedCharges > 0 ? "at least " : "";
  return `${subject} reached ${threshold}\u202f%: ${atLeast}${formatDollars(spent)} of ${formatDollars(limit)}`;
}

/** Why nobody got an alert. It is sent by itself as soon as somebody can get it. */
export const UNSENT_TEXTS: Readonly<Record<NonNullable<Alert["unsentReason"]>, string>> = {
  noMailServer: "Waits for a mail server",
  noChannel: "Waits for a channel",
};
