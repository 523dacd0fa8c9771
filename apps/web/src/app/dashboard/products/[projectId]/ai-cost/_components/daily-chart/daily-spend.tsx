import { Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { BarChart } from "@/components/bar-chart/bar-chart";
import { classNames } from "@/components/class-names";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import { formatCount, formatDollars } from "@/lib/format";
import { formatWeekday } from "@/lib/format-time";
import type { DaySpend } from "../../outputs";
import { costTicks, dailyBars } from "./daily-bars";
import { DailyTable } from "./daily-table";

interface DailySpendProps {
  query: QueryState<DaySpend[]>;
  /** The current day, `YYYY-MM-DD`. */
  today: string;
  /** Whether the chart still shows the previous range while the selected range loads. */
  isStale: boolean;
  /**
   * The control that selects the range of days. A past month has no such control, since all its days
   * are shown.
   */
  rangeControl: ReactNode;
}

export function DailySpend({ query, today, isStale, rangeControl }: DailySpendProps) {
  const titleId = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <Card aria-labelledby={titleId} aria-busy={isStale}>
      <CardHeader title="Daily spend" titleId={titleId}>
        <div className="flex flex-wrap items-center gap-2">
          {rangeControl}
          <Button
            size="medium"
            aria-pressed={isTable}
            onClick={() => setIsTable(!isTable)}
            className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            <Table2 aria-hidden="true" className="size-4" />
            <span className="max-sm:sr-only">Table</span>
          </Button>
        </div>
      </CardHeader>
      <div
        className={classNames(
          "px-4 pt-2 pb-3 motion-safe:transition-opacity",
          isStale && "opacity-50",
        )}
      >
        <QueryResult query={query} subject="daily spend" height="min-h-60 sm:min-h-68">
          {(days) =>
            isTable ? (
              <DailyTable days={days} today={today} />
            ) : (
              <DailyChart days={days} today={today} />
            )
          }
        </QueryResult>
      </div>
    </Card>
  );
}

function DailyChart({ days, today }: { days: readonly DaySpend[]; today: string }) {
  return (
    <BarChart
      label="Daily spend"
      bars={dailyBars(days, today)}
      ticks={costTicks(days.map(({ cost }) => cost))}
      summary={summaryOf(days)}
    />
  );
}

function summaryOf(days: readonly DaySpend[]): string {
  const highest = days.reduce((max, day) => (day.cost > max.cost ? day : max), days[0] ?? NO_DAY);
  const count = formatCount(days.length, "day");
  if (highest.cost === 0) return `No spend in ${count}`;
  return `${count}, highest ${formatDollars(highest.cost)} on ${formatWeekday(highest.date)}`;
}

const NO_DAY = { date: "", cost: 0 };
