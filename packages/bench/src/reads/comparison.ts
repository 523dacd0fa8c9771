import { comparisonOf, daysWindow } from "@ai-cost/domain";
import { NOW } from "../data/clock";
import { MONTH } from "./asked";

const compared = comparisonOf(MONTH, NOW);
if (!compared) throw new Error("the benchmark's clock stands on the first of a month");

/** The complete days of the month, and the same days of the month before. */
export const COMPARISON = {
  current: daysWindow(compared.firstDay, compared.lastDay),
  previous: daysWindow(compared.previousFirstDay, compared.previousLastDay),
};
