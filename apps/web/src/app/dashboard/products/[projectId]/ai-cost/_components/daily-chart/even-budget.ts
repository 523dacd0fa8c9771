import { daysIn, monthRange } from "@ai-cost/domain";

/** The day's even share of a monthly limit in dollars. */
export const evenShare = (limit: number, month: string): number =>
  limit / daysIn(monthRange(month));

/** A line that is far above all bars would flatten them, so the chart then only names the share. */
export const isInReach = (share: number, costs: readonly number[]): boolean =>
  share <= 2 * Math.max(0, ...costs);
