import type { Bar } from "@/components/bar-chart/bar";
import { BarChart } from "@/components/bar-chart/bar-chart";
import { formatCompact, formatCount, formatDollars } from "@/lib/format";
import { formatMonth, formatShortMonth } from "@/lib/format-time";
import type { GroupRow } from "../../usage/usage-rows";
import { isLowerBound, knownCost, totalTokens } from "../../usage/usage-values";
import { costTicks } from "../daily-chart/daily-bars";

/** The cost of months as bars, oldest first. The last month is the current one. */
export function MonthBars({ rows }: { rows: readonly GroupRow[] }) {
  return (
    <div className="px-4 pt-3 pb-2">
      <BarChart
        label="Monthly spend"
        bars={rows.map((row, index) => monthBar(row, index === rows.length - 1))}
        ticks={costTicks(rows.map(({ figures }) => figures.cost))}
        summary="Six months by UTC calendar month"
      />
    </div>
  );
}

function monthBar({ name, figures }: GroupRow, isPartial: boolean): Bar {
  const cost = knownCost(figures);
  const { jobs, calls } = figures;
  return {
    key: name,
    axisLabel: formatShortMonth(name).slice(0, 3),
    reading: [
      `${formatMonth(name)}${isPartial ? ", so far" : ""}`,
      isLowerBound(figures) && cost !== null
        ? `at least ${formatDollars(cost)}`
        : formatDollars(cost),
      `${formatCompact(totalTokens(figures))} tokens`,
      jobs === null ? formatCount(calls ?? 0, "call") : formatCount(jobs, "job"),
    ],
    value: figures.cost,
    isPartial,
  };
}
