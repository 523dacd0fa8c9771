import { useState } from "react";
import { BarChart } from "@/components/bar-chart/bar-chart";
import type { Breakdown } from "../../outputs";
import { chartGroups, costsByPart } from "./chart-groups";
import type { ChartPart } from "./chart-parts";
import { costTicks, type Division, dailyBars } from "./daily-bars";
import { isInReach } from "./even-budget";
import { Legend } from "./legend";
import { LineLegend } from "./line-legend";
import { RangeLine } from "./range-line";
import { rangeSummary } from "./range-summary";

interface DailyChartProps {
  usage: Breakdown;
  /** The same days divided by agent type or model; null for bars of one part, and while it loads. */
  division: Breakdown | null;
  parts: readonly ChartPart[];
  today: string;
  /** The day's even share of the monthly budget in dollars; null without a budget. */
  evenShare: number | null;
  onOpen: (part: ChartPart) => void;
}

export function DailyChart({ usage, division, parts, today, evenShare, onOpen }: DailyChartProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const divided = division && divisionOf(division, hidden);
  const bars = dailyBars(parts, today, divided);
  const heights = bars.flatMap(({ value, comparedValue }) => [value, comparedValue ?? 0]);
  const guide = evenShare !== null && isInReach(evenShare, heights) ? evenShare : null;

  function toggle(key: string) {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  }

  return (
    <BarChart
      label="Daily spend"
      bars={bars}
      ticks={costTicks(guide === null ? heights : [...heights, guide])}
      guide={guide}
      onOpen={(key) => {
        const part = parts.find(({ from }) => from === key);
        if (part) onOpen(part);
      }}
      summary={(active) => (
        <>
          <RangeLine {...rangeSummary(usage, parts, today)} />
          <div className="-mx-1.5 flex flex-wrap items-center gap-x-1 pt-1">
            {divided && (
              <Legend
                groups={divided.groups}
                costs={active && (divided.costs.get(active.key) ?? new Map())}
                hidden={hidden}
                onToggle={toggle}
              />
            )}
            <LineLegend
              comparedDays={
                bars.some(({ comparedValue }) => comparedValue) ? usage.previousRange : null
              }
              evenShare={evenShare}
            />
          </div>
        </>
      )}
    />
  );
}

/** Hidden groups that the chart does not have, such as those of another division, hide nothing. */
function divisionOf({ rows, groupBy }: Breakdown, hidden: ReadonlySet<string>): Division {
  const groups = chartGroups(rows, groupBy === "model" ? "model" : "agentType");
  const shownHere = groups.map(({ key }) => key).filter((key) => hidden.has(key));
  return { groups, costs: costsByPart(rows, groups), hidden: new Set(shownHere) };
}
