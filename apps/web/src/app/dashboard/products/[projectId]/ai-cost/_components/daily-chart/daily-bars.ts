import type { Bar, Tick } from "@/components/bar-chart/bar";
import { niceTicks } from "@/components/bar-chart/nice-ticks";
import { formatCompact, formatCount, formatDollars, formatTick } from "@/lib/format";
import { formatDay, formatFullDay, formatWeekday } from "@/lib/format-time";
import type { DaySpend } from "../../outputs";

const MICRO_DOLLAR = 1e-6;

/** Converts days to bars. The bar of `today` is partial, because the day is not over. */
export const dailyBars = (days: readonly DaySpend[], today: string): Bar[] =>
  days.map(({ date, cost, totalTokens, jobCount }) => {
    const isPartial = date === today;
    const soFar = isPartial ? ", so far" : "";
    const day = date.slice(0, 4) === today.slice(0, 4) ? formatWeekday(date) : formatFullDay(date);
    return {
      key: date,
      axisLabel: isPartial ? "so far" : formatDay(date),
      reading: [
        `${day}${soFar}`,
        formatDollars(cost),
        `${formatCompact(totalTokens)} tokens`,
        formatCount(jobCount, "job"),
      ],
      value: cost,
      isPartial,
    };
  });

/** The ticks of a cost axis for these costs, in dollars. */
export function costTicks(costs: readonly number[]): Tick[] {
  const values = niceTicks(Math.max(0, ...costs), MICRO_DOLLAR);
  const step = values[1] ?? 1;
  return values.map((value) => ({ value, label: formatTick(value, step) }));
}
