import { addMonths } from "@ai-cost/domain";
import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import { formatChange, formatDollars } from "@/lib/format";
import { formatDayRange } from "@/lib/format-time";
import type { Summary } from "../../outputs";

type Comparison = NonNullable<Summary["comparison"]>;

/**
 * Returns, as text, the days of the previous month that begin on its first day and last `lengthMs` in
 * all. They end within that month, because the server never compares more days than the shorter month
 * has.
 */
function previousDaysOf(start: string, lengthMs: number) {
  const month = addMonths(start.slice(0, 7), -1);
  const previousStart = `${month}-01T00:00:00.000Z`;
  return formatDayRange(
    previousStart,
    new Date(Date.parse(previousStart) + lengthMs).toISOString(),
  );
}

/** The change of the spend from the same number of days in the previous month. */
export function SpendChange({ comparison }: { comparison: Comparison }) {
  const { start, end, cost, previousCost } = comparison;
  const previousDays = previousDaysOf(start, Date.parse(end) - Date.parse(start));
  const title = `${formatDayRange(start, end)}: ${formatDollars(cost)}; ${previousDays}: ${formatDollars(previousCost)}`;
  const { Icon, words } = directionOf(cost, previousCost);
  return (
    <span title={title} className="inline-flex items-center gap-1">
      <Icon aria-hidden="true" className="size-3 shrink-0" />
      <span>
        <span className="sr-only">{words} </span>
        {formatChange(cost, previousCost)} vs {previousDays}
      </span>
    </span>
  );
}

function directionOf(cost: number, previousCost: number) {
  if (cost === previousCost) return { Icon: Equal, words: "Changed by" };
  return cost > previousCost ? { Icon: ArrowUp, words: "Up" } : { Icon: ArrowDown, words: "Down" };
}
