import { daysIn } from "@ai-cost/domain";
import { costText } from "@/app/dashboard/_labels/cost-text";
import { formatCount, formatDollars } from "@/lib/format";
import { formatDays, formatMonth } from "@/lib/format-time";
import type { Breakdown } from "../../outputs";
import { type ChartPart, earlierOf, sumOfDollars } from "./chart-parts";
import { partName } from "./daily-bars";

/** What the text above the chart says about the days on screen. */
export interface RangeSummary {
  /** `$536.77`, or `at least $536.77`. */
  total: string;
  days: string;
  /** The daily average over the complete days, and that of the other period; null while no complete day has a cost. */
  average: { cost: string; days: string; previous: string | null } | null;
  highest: string | null;
}

export function rangeSummary(
  usage: Breakdown,
  parts: readonly ChartPart[],
  today: string,
): RangeSummary {
  const to = parts.at(-1)?.to ?? usage.to;
  return {
    total: costText(usage.total),
    days: formatCount(daysIn({ from: usage.from, to: earlierOf(to, today) }), "day"),
    average: averageOf(usage, parts),
    highest: highestOf(parts, today),
  };
}

/** The day that is not over would lower the average, so it does not count. An average of nothing says nothing. */
function averageOf({ previousRange, from }: Breakdown, parts: readonly ChartPart[]) {
  const complete = parts.filter(({ isPartial }) => !isPartial);
  const last = complete.at(-1);
  if (last === undefined) return null;
  const days = daysIn({ from, to: last.to });
  const cost = sumOfDollars(complete.map((part) => part.usage.cost));
  if (cost === 0) return null;
  return {
    cost: formatDollars(cost / days),
    days: formatCount(days, "complete day"),
    previous: previousRange && previousAverage(previousRange, complete, days),
  };
}

/** The average of the other period over as many days, if it has any cost. */
function previousAverage(
  range: { from: string; to: string },
  complete: readonly ChartPart[],
  days: number,
): string | null {
  const cost = sumOfDollars(complete.map((part) => part.usage.previous?.cost ?? 0));
  if (cost === 0) return null;
  const average = formatDollars(cost / Math.min(days, daysIn(range)));
  return `${nameOf(range)}: ${average}`;
}

/** `October 2026` for the days of one month from its first, otherwise the days. */
const nameOf = ({ from, to }: { from: string; to: string }): string =>
  from.endsWith("-01") && from.slice(0, 7) === to.slice(0, 7)
    ? formatMonth(from.slice(0, 7))
    : formatDays(from, to);

function highestOf(parts: readonly ChartPart[], today: string): string | null {
  const [first, ...rest] = parts;
  if (!first) return null;
  const highest = rest.reduce(
    (max, part) => (part.usage.cost > max.usage.cost ? part : max),
    first,
  );
  if (highest.usage.cost === 0) return null;
  return `${costText(highest.usage)} on ${partName(highest, today)}`;
}
