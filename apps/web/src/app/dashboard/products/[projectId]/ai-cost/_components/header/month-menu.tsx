"use client";

import { QueryResult } from "@/components/feedback/query-result";
import { formatDollars } from "@/lib/format";
import { formatMonth } from "@/lib/format-time";
import { trpc } from "@/trpc/client";

interface MonthMenuProps {
  projectId: string;
  month: string;
  currentMonth: string;
  onChoose: (month: string) => void;
}

/** The months with usage and their cost, newest first. The current month is there even when it has no usage. */
export function MonthMenu({ projectId, month, currentMonth, onChoose }: MonthMenuProps) {
  const months = trpc.aiCost.getMonthsWithData.useQuery({ projectId });
  return (
    <QueryResult query={months} subject="months" height="min-h-40">
      {(withData) => (
        <ul aria-label="Months with usage">
          {withData[0]?.month !== currentMonth && (
            <MonthEntry
              month={currentMonth}
              figure="$0.00"
              isShown={month === currentMonth}
              onChoose={onChoose}
            />
          )}
          {withData.map((entry) => (
            <MonthEntry
              key={entry.month}
              month={entry.month}
              figure={`${entry.unpricedCharges > 0 ? "at least " : ""}${formatDollars(entry.cost)}`}
              isShown={entry.month === month}
              onChoose={onChoose}
            />
          ))}
        </ul>
      )}
    </QueryResult>
  );
}

interface MonthEntryProps {
  month: string;
  figure: string;
  isShown: boolean;
  onChoose: (month: string) => void;
}

const MonthEntry = ({ month, figure, isShown, onChoose }: MonthEntryProps) => (
  <li>
    <button
      type="button"
      aria-current={isShown ? "true" : undefined}
      onClick={() => onChoose(month)}
      className="flex min-h-9 w-full items-center justify-between gap-4 rounded-base px-2 text-left text-sm hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:text-accent pointer-coarse:min-h-11"
    >
      <span>{formatMonth(month)}</span>
      <span className="text-muted tabular-nums">{figure}</span>
    </button>
  </li>
);
