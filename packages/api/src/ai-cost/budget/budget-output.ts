import {
  budgetStatus,
  dollarsFromMicroUsd,
  limitMicroUsdFromText,
  percentOf,
} from "@ai-cost/domain";
import type { Log } from "../../context";

/** A month's spend compared with the limit: dollars, a percentage that is not clamped, and the status. */
export const toBudgetOutput = (spentMicroUsd: bigint, limitMicroUsd: bigint | null) => ({
  budgetLimit: limitMicroUsd === null ? null : dollarsFromMicroUsd(limitMicroUsd),
  budgetPct: limitMicroUsd === null ? null : percentOf(spentMicroUsd, limitMicroUsd),
  budgetStatus: budgetStatus(spentMicroUsd, limitMicroUsd),
});

/** A stored limit in micro-dollars. An invalid text counts as no limit and is logged. */
export function readLimit(limitText: string | null, projectId: string, log: Log): bigint | null {
  const limitMicroUsd = limitText === null ? null : limitMicroUsdFromText(limitText);
  if (limitText !== null && limitMicroUsd === null)
    log.warn("a stored budget limit is not a valid amount and counts as no limit", {
      projectId,
      limitText,
    });
  return limitMicroUsd;
}
