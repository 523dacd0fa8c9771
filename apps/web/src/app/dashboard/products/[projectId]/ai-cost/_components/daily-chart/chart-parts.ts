import { addDays } from "@ai-cost/domain";
import type { Breakdown, UsageRow } from "../../outputs";

/** A day or a week of the chart. */
export interface ChartPart {
  /** The first and the last day, `YYYY-MM-DD`; equal for a day. */
  from: string;
  to: string;
  /** Whether the current day belongs to it, so that it is not over. */
  isPartial: boolean;
  usage: UsageRow;
}

/**
 * The days or weeks of a breakdown that nothing divides. Days of the current month that are still to come are left out,
 * unless a client whose clock is ahead has already sent usage of them.
 */
export function chartParts({ rows, to }: Breakdown, today: string): ChartPart[] {
  return rows
    .map((usage, index) => {
      const next = rows[index + 1]?.start;
      const part = { from: usage.start, to: next === undefined ? to : addDays(next, -1), usage };
      return { ...part, isPartial: part.from <= today && today <= part.to };
    })
    .filter(({ from, usage }) => from <= today || usage.calls !== 0);
}

/** The earlier one of two days. */
export const earlierOf = (day: string, other: string): string => (day < other ? day : other);

/** The costs of parts in dollars, added up as integers of micro-dollars. */
export const sumOfDollars = (costs: readonly number[]): number =>
  costs.reduce((sum, cost) => sum + Math.round(cost * 1e6), 0) / 1e6;
