import type { AuditAction } from "@ai-cost/api";
import { dollarsFromMicroUsd, limitMicroUsdFromText } from "@ai-cost/domain";
import { formatDollars } from "@/lib/format";

const ACTIONS = {
  "project.create": "Created the product",
  "budget.set": "Set the monthly budget",
  "budget.clear": "Removed the monthly budget",
  "budget.change-alerts": "Changed the budget’s alerts",
  "budget.set-scoped": "Set a budget",
  "budget.remove-scoped": "Removed a budget",
  "member.add": "Added a member",
  "member.change-role": "Changed a member’s role",
  "member.remove": "Removed a member",
  "member.leave": "Left the product",
  "invitation.create": "Invited a person",
  "invitation.renew": "Renewed an invitation link",
  "invitation.change-role": "Changed an invitation’s role",
  "invitation.revoke": "Revoked an invitation",
  "invitation.accept": "Accepted an invitation",
  "invitation.decline": "Declined an invitation",
  "ingest-key.create": "Created a key",
  "ingest-key.revoke": "Revoked a key",
  "model-price.set": "Set a model’s price",
  "model-price.remove": "Removed a model’s price",
  "model-price.apply": "Applied a price to past charges",
  "agent-name.set": "Set an agent name’s type",
  "agent-name.remove": "Removed an agent name’s type",
  "usage.import": "Imported usage",
  "alert-channel.add": "Added an alert channel",
  "alert-channel.change": "Changed an alert channel",
  "alert-channel.remove": "Removed an alert channel",
  "alert-channel.test": "Tested an alert channel",
  "alert-channel.rotate-secret": "Replaced a webhook’s secret",
  "alert-channel.ask-again": "Asked again to confirm an address",
  "alert-channel.confirm": "An address agreed to get alerts",
  "alert-channel.unsubscribe": "An address ended its alerts",
  "alert.resend": "Sent an alert again",
} satisfies Record<AuditAction, string>;
const TEXT_BY_ACTION = new Map<string, string>(Object.entries(ACTIONS));

/** An action as text. An unknown action is shown unchanged. */
export const formatAction = (action: string): string => TEXT_BY_ACTION.get(action) ?? action;

/** An old or new value as text: a valid budget in dollars, any other value unchanged. */
export function formatValue(action: string, value: string): string {
  const limitMicroUsd = action.startsWith("budget.") ? limitMicroUsdFromText(value) : null;
  return limitMicroUsd === null ? value : formatDollars(dollarsFromMicroUsd(limitMicroUsd));
}
