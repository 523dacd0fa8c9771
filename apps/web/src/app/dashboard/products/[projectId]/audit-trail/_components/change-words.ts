import type { AuditAction } from "@ai-cost/api";
import { dollarsFromMicroUsd, limitMicroUsdFromText } from "@ai-cost/domain";
import { formatDollars } from "@/lib/format";

const WORDS = {
  "project.create": "Created the product",
  "budget.set": "Set the monthly budget",
  "budget.clear": "Removed the monthly budget",
  "member.add": "Added a member",
  "member.change-role": "Changed a member’s role",
  "member.remove": "Removed a member",
  "ingest-key.create": "Made a key",
  "ingest-key.revoke": "Revoked a key",
  "model-price.set": "Set a model’s price",
  "model-price.remove": "Removed a model’s price",
  "agent-name.set": "Set an agent name’s type",
  "agent-name.remove": "Removed an agent name’s type",
} satisfies Record<AuditAction, string>;
const WORDS_BY_ACTION = new Map<string, string>(Object.entries(WORDS));

/** What was done, in plain words; an action that this page does not know as it is. */
export const actionWords = (action: string): string => WORDS_BY_ACTION.get(action) ?? action;

/** What was before or is since: a budget in dollars, unless it never was one, all else as it was kept. */
export function valueWords(action: string, value: string): string {
  const limitMicroUsd = action.startsWith("budget.") ? limitMicroUsdFromText(value) : null;
  return limitMicroUsd === null ? value : formatDollars(dollarsFromMicroUsd(limitMicroUsd));
}
