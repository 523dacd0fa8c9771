import { Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { BarChart } from "@/components/bar-chart/bar-chart";
import { classNames } from "@/components/class-names";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import { formatCount, formatDollars } from "@/lib/format";
import { formatWeekday } from "@/lib/format-time";
import { Answered, type Question } from "../../../../../../../components/feedback/query-result";
import type { DaySpend } from "../../outputs";
import { costTicks, dailyBars } from "./daily-bars";
import { DailyTable } from "./daily-table";

interface DailySpendProps {
  question: Question<DaySpend[]>;
  /** The current day, `YYYY-MM-DD`. */
  today: string;
  /** True while the answer on screen is that of another range. */
  isStale: boolean;
  /** Chooses the range; a past month has none. */
  rangeControl: ReactNode;
}

export function DailySpend({ question, today, isStale, rangeControl }: DailySpendProps) {
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
        <Answered question={question} subject="daily spend" height="min-h-60 sm:min-h-68">
          {(days) =>
            isTable ? (
              <DailyTable days={days} today={today} />
            ) : (
              <DailyChart days={days} today={today} />
            )
          }
        </Answered>
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
  const dearest = days.reduce(
    (most, day) => (day.cost > most.cost ? day : most),
    days[0] ?? NO_DAY,
  );
  const count = formatCount(days.length, "day");
  if (dearest.cost === 0) return `No spend in ${count}`;
  return `${count}, highest ${formatDollars(dearest.cost)} on ${formatWeekday(dearest.date)}`;
}

const NO_DAY = { date: "", cost: 0 };
