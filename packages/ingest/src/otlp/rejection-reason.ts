import type { UsageOutcome } from "@ai-cost/ledger";

const CONFLICT =
  "it conflicts with an earlier report of the same call, which stays as it was recorded";

/**
 * Returns the reason why a call was not recorded; null when it was recorded. The reason quotes nothing
 * from the request except times.
 */
export function rejectionReason(outcome: UsageOutcome): string | null {
  if (outcome.outcome === "invalid") return outcome.reason;
  return outcome.outcome === "conflict" ? CONFLICT : null;
}
