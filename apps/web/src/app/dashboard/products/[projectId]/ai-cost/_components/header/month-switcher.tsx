import { addMonths } from "@ai-cost/domain";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/form/button";
import { formatMonth } from "@/lib/format-time";

const EARLIEST_MONTH = "2000-01";

interface MonthSwitcherProps {
  /** The month on screen, `YYYY-MM`. `currentMonth` has the same format. */
  month: string;
  currentMonth: string;
  onChange: (month: string) => void;
}

/** Buttons for the previous and next month, from January 2000 to the current month. */
export function MonthSwitcher({ month, currentMonth, onChange }: MonthSwitcherProps) {
  const previous = addMonths(month, -1);
  const next = addMonths(month, 1);
  return (
    <fieldset className="flex items-center">
      <legend className="sr-only">Month</legend>
      {/* The arrows must not move when this button appears. So the button is left of the arrows in the
          right-aligned header, and right of them on a phone, where the header is left-aligned. */}
      {month < currentMonth && (
        <Button
          variant="quiet"
          size="small"
          className="max-sm:order-last"
          onClick={() => onChange(currentMonth)}
        >
          This month
        </Button>
      )}
      <Button
        variant="quiet"
        size="icon"
        aria-label={`Previous month, ${formatMonth(previous)}`}
        disabled={month <= EARLIEST_MONTH}
        onClick={() => onChange(previous)}
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
      </Button>
      <output className="min-w-32 text-center font-medium tabular-nums">
        {formatMonth(month)}
      </output>
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
