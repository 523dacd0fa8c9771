import { TREND_MONTHS } from "@ai-cost/domain";
import { TriangleAlert } from "lucide-react";
import { classNames } from "@/components/class-names";
import { ShareBar } from "@/components/figure/share-bar";
import { formatDollars } from "@/lib/format";
import { formatShortMonth } from "@/lib/format-time";
import { reachedText, spentText } from "./budget-text";
import type { BackTestMonth } from "./outputs";

interface BackTestMonthsProps {
  /** Null until the server has answered. */
  months: readonly BackTestMonth[] | null;
  /** In dollars; null while the budget is not complete. */
  limit: number | null;
}

/**
 * Which alerts a limit would have given in the last six months, before it is saved. Its height is the same
 * without an answer, so that the buttons below it stay where they are.
 */
export function BackTestMonths({ months, limit }: BackTestMonthsProps) {
  return (
    <section
      aria-label="The last six months with this limit"
      className="rounded-base border border-line p-3"
    >
      <p role="status" className="font-medium text-sm">
        {resultText(months, limit)}
      </p>
      <ul className="mt-2 flex flex-col gap-1.5 text-sm">
        {months && limit !== null
          ? months.map((month, index) => (
              <MonthLine
                key={month.month}
                month={month}
                limit={limit}
                isCurrent={index === months.length - 1}
              />
            ))
          : Array.from({ length: TREND_MONTHS }, (_, index) => (
              <li key={index} aria-hidden="true" className="h-9 rounded-base bg-sunken" />
            ))}
      </ul>
      <p className="mt-2 text-muted text-xs">To the day: the spend of a day counts at its end.</p>
    </section>
  );
}

function resultText(months: readonly BackTestMonth[] | null, limit: number | null): string {
  if (limit === null) return `With a limit: its alerts in the last ${TREND_MONTHS} months.`;
  if (!months) return `With ${formatDollars(limit)}: looking at the last ${TREND_MONTHS} months …`;
  const alerts = months.filter(({ reached }) => reached.some(({ day }) => day !== null)).length;
  return alerts === 0
    ? `With ${formatDollars(limit)}: no alert in the last ${TREND_MONTHS} months.`
    : `With ${formatDollars(limit)}: alerts in ${alerts} of the last ${TREND_MONTHS} months.`;
}

function MonthLine({
  month,
  limit,
  isCurrent,
}: {
  month: BackTestMonth;
  limit: number;
  isCurrent: boolean;
}) {
  const isReached = month.reached.some(({ day }) => day !== null);
  return (
    <li className="grid grid-cols-[4.5rem_1fr_6rem] items-center gap-x-3">
      <span className="text-muted">{formatShortMonth(month.month)}</span>
      <ShareBar pct={month.spent === null ? 100 : (month.spent / limit) * 100} />
      <span className="text-right tabular-nums">{spentText(month.spent)}</span>
      <span className="text-muted text-xs">{isCurrent && "so far"}</span>
      <span
        className={classNames(
          "col-start-2 col-end-4 inline-flex items-center gap-1 text-xs",
          isReached ? "text-warning" : "text-muted",
        )}
      >
        {isReached && <TriangleAlert aria-hidden="true" className="size-3 shrink-0" />}
        {reachedText(month)}
      </span>
    </li>
  );
}
