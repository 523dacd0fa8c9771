import {
  budgetStatus,
  dollarsFromMicroUsd,
  limitMicroUsdFromText,
  percentOf,
} from "@ai-cost/domain";
import type { Log } from "../../context";

/**
 * Compares a month's spend with the limit: the limit in dollars, the spend as an unclamped percentage of
 * the limit, and the status.
 */
export const toBudgetOutput = (spentMicroUsd: bigint, limitMicroUsd: bigint | null) => ({
  budgetLimit: limitMicroUsd === null ? null : dollarsFromMicroUsd(limitMicroUsd),
  budgetPct: limitMicroUsd === null ? null : percentOf(spentMicroUsd, limitMicroUsd),
  budgetStatus: budgetStatus(spentMicroUsd, limitMicroUsd),
});

/** Parses a stored limit to micro-dollars. An invalid text is logged and treated as no limit. */
export function readLimit(limitText: string | null, projectId: string, log: Log): bigint | null {
  const limitMicroUsd = limitText === null ? null : limitMicroUsdFromText(limitText);
  if (limitText !== null && limitMicroUsd === null)
    log.warn("a stored budget limit is not a valid amount and counts as no limit", {
      projectId,
      limitText,
    });
  return limitMicroUsd;
}
