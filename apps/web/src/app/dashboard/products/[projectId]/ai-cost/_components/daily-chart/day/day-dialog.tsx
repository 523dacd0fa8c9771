"use client";

import { addDays } from "@ai-cost/domain";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Dialog } from "@/components/dialog/dialog";
import { QueryResult } from "@/components/feedback/query-result";
import { Button } from "@/components/form/button";
import { formatDay, formatLongDay } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import { DayRuns } from "../../../../_components/day-runs";
import { LIVE } from "../../../live-query";
import { dayUsageInput, hasFilter, type View } from "../../../view";
import { DayTotals } from "./day-totals";

interface DayDialogProps {
  projectId: string;
  view: View;
  /** The day, `YYYY-MM-DD`. */
  day: string;
  /** The server's time, as an ISO 8601 string. */
  asOf: string;
  /** Opens another day; null closes the dialog. */
  onOpen: (day: string | null) => void;
}

/** What a day consisted of: its total, its agent types or models, and its runs. */
export function DayDialog({ projectId, view, day, asOf, onOpen }: DayDialogProps) {
  const usage = trpc.aiCost.getBreakdown.useQuery(dayUsageInput(projectId, view, day), LIVE);
  return (
    <Dialog placement="right" title={formatLongDay(day)} onClose={() => onOpen(null)}>
      <div className="flex flex-col gap-5">
        <DaySteps day={day} today={view.today} onOpen={onOpen} />
        <QueryResult query={usage} subject="day" height="min-h-60">
          {(data) => (
            <DayTotals usage={data} isToday={day === view.today} isFiltered={hasFilter(view)} />
          )}
        </QueryResult>
        <DayRuns projectId={projectId} day={day} asOf={asOf} />
      </div>
    </Dialog>
  );
}

interface DayStepsProps {
  day: string;
  today: string;
  onOpen: (day: string) => void;
}

const DaySteps = ({ day, today, onOpen }: DayStepsProps) => (
  <div className="flex gap-2">
    <Button onClick={() => onOpen(addDays(day, -1))}>
      <ChevronLeft aria-hidden="true" className="size-4" />
      {formatDay(addDays(day, -1))}
    </Button>
    <Button disabled={day >= today} onClick={() => onOpen(addDays(day, 1))}>
      {formatDay(addDays(day, 1))}
      <ChevronRight aria-hidden="true" className="size-4" />
    </Button>
  </div>
);
