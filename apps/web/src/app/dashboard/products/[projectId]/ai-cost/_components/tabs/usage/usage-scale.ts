import { columnFraction } from "@/components/figure/money";
import type { GroupRow } from "../../../usage/usage-rows";
import { USAGE_VALUES, type UsageGrouping } from "../../../usage/usage-values";

/** What the rows of a table have in common: the decimals of its columns, and what its bars compare with. */
export interface UsageScale {
  costFraction: number;
  unitFraction: number;
  changeFraction: number;
  /** The share of the most expensive row, whose bar fills its cell. */
  highestPct: number;
  isCompared: boolean;
}

export function usageScale(
  rows: readonly GroupRow[],
  grouping: UsageGrouping,
  isCompared: boolean,
): UsageScale {
  const unitCost = USAGE_VALUES[grouping === "model" ? "perMillion" : "perJob"];
  return {
    costFraction: columnFraction(rows.map(({ figures }) => figures.cost)),
    unitFraction: columnFraction(rows.map(unitCost)),
    changeFraction: columnFraction(rows.map(({ change }) => change?.difference ?? 0)),
    highestPct: Math.max(0, ...rows.map(({ sharePct }) => sharePct)),
    isCompared,
  };
}
