import { monthOf } from "@ai-cost/domain";
import { X } from "lucide-react";
import { Button } from "@/components/form/button";
import { formatFullDay } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import { MonthPicker } from "../../ai-cost/_components/header/month-picker";
import type { RunListPeriod } from "../run-list-view";

interface RunListHeaderProps {
  projectId: string;
  asOf: string;
  period: RunListPeriod;
  /** Shows a month, `YYYY-MM`; null shows the current month. */
  onMonth: (month: string | null) => void;
}

/** The title and the month, or the day to which the list is limited. */
export function RunListHeader({ projectId, asOf, period, onMonth }: RunListHeaderProps) {
  const months = trpc.aiCost.getMonthsWithData.useQuery({ projectId }).data;
  const currentMonth = monthOf(new Date(asOf));
  const show = (month: string) => onMonth(month === currentMonth ? null : month);
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <h1 className="font-semibold text-xl tracking-tight">Pipelines</h1>
      <div className="flex flex-wrap items-center gap-2">
        {period.day !== null && (
          <Button onClick={() => show(period.month)}>
            Started on {formatFullDay(period.day)}
            <X aria-hidden="true" className="size-4" />
            <span className="sr-only">, show the whole month</span>
          </Button>
        )}
        <MonthPicker
          projectId={projectId}
          month={period.month}
          currentMonth={currentMonth}
          firstMonth={months?.at(-1)?.month ?? null}
          onChange={show}
        />
      </div>
    </header>
  );
}
