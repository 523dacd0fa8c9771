import {
  budgetStatus,
  dollarsFromMicroUsd,
  limitMicroUsdFromText,
  percentOf,
} from "@ai-cost/domain";
import type { Log } from "../../context";

/** What a month has spent of its limit, in dollars and percent, not clamped; nulls without a limit. */
export function budgetAnswer(spentMicroUsd: bigint, limitMicroUsd: bigint | null) {
  return {
    budgetLimit: limitMicroUsd === null ? null : dollarsFromMicroUsd(limitMicroUsd),
    budgetPct: limitMicroUsd === null ? null : percentOf(spentMicroUsd, limitMicroUsd),
    budgetStatus: budgetStatus(spentMicroUsd, limitMicroUsd),
  };
}

/** Reads a stored limit in micro-dollars; a text that is no limit counts as none, and the log says so. */
export function readLimit(limitText: string | null, projectId: string, log: Log): bigint | null {
  const limitMicroUsd = limitText === null ? null : limitMicroUsdFromText(limitText);
  if (limitText !== null && limitMicroUsd === null)
    log.warn("a stored budget limit is not a canonical amount and counts as none", {
      projectId,
      limitText,
    });
  return limitMicroUsd;
}
