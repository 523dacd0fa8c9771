import { Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { classNames } from "@/components/class-names";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { Skeleton } from "@/components/feedback/skeleton";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import { onDemand } from "@/components/on-demand";
import type { Breakdown } from "../../outputs";
import { type ChartPart, chartParts } from "./chart-parts";
import { DailyChart } from "./daily-chart";

/** The table is loaded when somebody asks for it. */
const DailyTable = onDemand(
  () => import("./daily-table").then((module) => module.DailyTable),
  <Skeleton label="Loading the table" className="h-72 sm:h-80" />,
);

interface DailySpendProps {
  /** The usage by day or week, and the same divided by agent type or model; null for bars of one part. */
  query: QueryState<Breakdown>;
  division: Breakdown | null;
  /** The current day, `YYYY-MM-DD`. */
  today: string;
  /** Whether the chart still shows the previous range while the selected range loads. */
  isStale: boolean;
  /** The day's even share of the monthly budget in dollars; null without a budget. */
  evenShare: number | null;
  /** The controls that select the division and the days. */
  controls: ReactNode;
  onOpen: (part: ChartPart) => void;
}

export function DailySpend(props: DailySpendProps) {
  const { query, division, today, isStale, evenShare, controls, onOpen } = props;
  const titleId = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <Card aria-labelledby={titleId} aria-busy={isStale}>
      <CardHeader title="Daily spend" titleId={titleId}>
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          {controls}
          <Button
            size="icon"
            aria-label="Table"
            title="Show as a table"
            aria-pressed={isTable}
            onClick={() => setIsTable(!isTable)}
            className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            <Table2 aria-hidden="true" className="size-4" />
          </Button>
        </div>
      </CardHeader>
      <div
        className={classNames(
          "px-4 pt-2 pb-3 motion-safe:transition-opacity",
          isStale && "opacity-50",
        )}
      >
        <QueryResult query={query} subject="daily spend" height="min-h-80 sm:min-h-88">
          {(usage) => {
            const parts = chartParts(usage, today);
            if (isTable) return <DailyTable parts={parts} />;
            return (
              <DailyChart
                usage={usage}
                division={division && isOfSameDays(division, usage) ? division : null}
                parts={parts}
                today={today}
                evenShare={usage.interval === "day" ? evenShare : null}
                onOpen={onOpen}
              />
            );
          }}
        </QueryResult>
      </div>
    </Card>
  );
}

/** While other days load, one of the two queries can still have the old ones. */
const isOfSameDays = (division: Breakdown, usage: Breakdown): boolean =>
  division.from === usage.from && division.to === usage.to && division.interval === usage.interval;
