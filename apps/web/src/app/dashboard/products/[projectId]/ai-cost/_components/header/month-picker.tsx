import { addMonths } from "@ai-cost/domain";
import { ChevronDown, ChevronLeft, ChevronRight } from "lucide-react";
import { Skeleton } from "@/components/feedback/skeleton";
import { Button } from "@/components/form/button";
import { Menu } from "@/components/menu/menu";
import { onDemand } from "@/components/on-demand";
import { formatMonth } from "@/lib/format-time";

const MonthMenu = onDemand(
  () => import("./month-menu").then((module) => module.MonthMenu),
  <Skeleton label="Loading the months" className="min-h-40" />,
);

interface MonthPickerProps {
  projectId: string;
  /** The month on screen, `YYYY-MM`. `currentMonth` and `firstMonth` have the same format. */
  month: string;
  currentMonth: string;
  /** The first month with usage; null while it is not known, and for a product without usage. */
  firstMonth: string | null;
  onChange: (month: string) => void;
}

/** The month on screen with a menu of the months that have usage, and arrows to the months beside it. */
export function MonthPicker(props: MonthPickerProps) {
  const { projectId, month, currentMonth, firstMonth, onChange } = props;
  const previous = addMonths(month, -1);
  const next = addMonths(month, 1);
  const isFirst = firstMonth === null || month <= firstMonth;
  return (
    <fieldset className="flex items-center">
      <legend className="sr-only">Month</legend>
      <Button
        variant="quiet"
        size="icon"
        aria-label={isFirst ? "Previous month" : `Previous month, ${formatMonth(previous)}`}
        disabled={isFirst}
        onClick={() => onChange(previous)}
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
      </Button>
      <Menu
        label={`${formatMonth(month)}, choose a month`}
        buttonClassName="flex h-8 min-w-40 items-center justify-center gap-2 rounded-base px-3 font-medium text-sm tabular-nums hover:bg-sunken pointer-coarse:h-11"
        button={
          <>
            {formatMonth(month)}
            <ChevronDown aria-hidden="true" className="size-4 text-muted print:hidden" />
          </>
        }
      >
        {(close) => (
          <MonthMenu
            projectId={projectId}
            month={month}
            currentMonth={currentMonth}
            onChoose={(chosen) => {
              close();
              onChange(chosen);
            }}
          />
        )}
      </Menu>
      <Button
        variant="quiet"
        size="icon"
        aria-label={month < currentMonth ? `Next month, ${formatMonth(next)}` : "Next month"}
        disabled={month >= currentMonth}
        onClick={() => onChange(next)}
      >
        <ChevronRight aria-hidden="true" className="size-4" />
      </Button>
    </fieldset>
  );
}
