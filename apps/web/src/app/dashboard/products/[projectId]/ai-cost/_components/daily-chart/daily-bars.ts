import { costText } from "@/app/dashboard/_labels/cost-text";
import type { Bar, Tick } from "@/components/bar-chart/bar";
import { niceTicks } from "@/components/bar-chart/nice-ticks";
import { formatCompact, formatCount, formatDollars, formatTick } from "@/lib/format";
import { formatDay, formatDays, formatFullDay, formatWeekday } from "@/lib/format-time";
import type { ChartGroup, GroupCosts } from "./chart-groups";
import { type ChartPart, sumOfDollars } from "./chart-parts";

const MICRO_DOLLAR = 1e-6;

/** How the bars are divided. */
export interface Division {
  groups: readonly ChartGroup[];
  costs: GroupCosts;
  /** The keys of the groups that the person has hidden. */
  hidden: ReadonlySet<string>;
}

/** Converts days or weeks to bars; without a division, each bar has one part. */
export const dailyBars = (
  parts: readonly ChartPart[],
  today: string,
  division: Division | null,
): Bar[] =>
  parts.map((part, index) => {
    const segments = division && segmentsOf(part, division);
    const isReduced = division !== null && division.hidden.size > 0;
    const { usage, from, isPartial } = part;
    const value =
      isReduced && segments ? sumOfDollars(segments.map((segment) => segment.value)) : usage.cost;
    return {
      key: from,
      axisLabel: formatDay(from),
      reading: [
        partName(part, today),
        isReduced ? `${formatDollars(value)} of ${costText(usage)}` : costText(usage),
        `${formatCompact(usage.inputTokens + usage.outputTokens)} tokens`,
        ...(usage.jobs === null ? [] : [formatCount(usage.jobs, "job")]),
      ],
      value,
      isPartial,
      ...(segments && { segments }),
      comparedValue: isReduced ? null : (usage.previous?.cost ?? null),
      isSeparated: index > 0 && startsMonth(part),
    };
  });

const startsMonth = ({ from, to }: ChartPart): boolean => from === to && from.endsWith("-01");

const segmentsOf = ({ from }: ChartPart, { groups, costs, hidden }: Division) =>
  groups
    .map(({ key, fill }) => ({ key, fill, value: costs.get(from)?.get(key) ?? 0 }))
    .filter(({ key, value }) => value > 0 && !hidden.has(key));

/** `Sat 14 Nov`, `9–15 Nov`, with the year when it is not the current one. */
export function partName({ from, to, isPartial }: ChartPart, today: string): string {
  const soFar = isPartial ? ", so far" : "";
  if (from !== to) return `${formatDays(from, to)}${soFar}`;
  const day = from.slice(0, 4) === today.slice(0, 4) ? formatWeekday(from) : formatFullDay(from);
  return `${day}${soFar}`;
}

/** The ticks of a cost axis for these costs, in dollars. */
export function costTicks(costs: readonly number[]): Tick[] {
  const values = niceTicks(Math.max(0, ...costs), MICRO_DOLLAR);
  const step = values[1] ?? 1;
  return values.map((value) => ({ value, label: formatTick(value, step) }));
}
