import type { UsageOutcome } from "@ai-cost/ledger";

const CONFLICT = "an earlier report of the same call says something else, and the first one stands";

/** Why a call was not counted, in words that repeat nothing of what was sent but times; null when it was. */
export function rejectionReason(outcome: UsageOutcome): string | null {
  if (outcome.outcome === "invalid") return outcome.reason;
  return outcome.outcome === "conflict" ? CONFLICT : null;
}
