import { comparisonOf, daysWindow } from "@ai-cost/domain";
import { NOW } from "../../data/rows/clock";
import { MONTH } from "./query-parameters";

const comparison = comparisonOf(MONTH, NOW);
if (!comparison) throw new Error("the benchmark's clock is on the first day of a month");

/**
 * Two ranges of days: the complete days of the current month, and the same days of the month
 * before.
 */
export const COMPARISON = {
  current: daysWindow(comparison.firstDay, comparison.lastDay),
  previous: daysWindow(comparison.previousFirstDay, comparison.previousLastDay),
};
