import type { BudgetStatus } from "@ai-cost/domain";
import type { ReactNode } from "react";
import { BudgetStatusLabel, budgetStatusLabel } from "@/app/dashboard/_labels/budget-status";
import { ForecastMeter } from "@/components/figure/forecast-meter";
import { Card } from "@/components/layout/card";
import {
  formatBudgetPercent,
  formatDollarRange,
  formatDollars,
  formatRoundDollars,
} from "@/lib/format";
import { formatDay, formatWeekday } from "@/lib/format-time";
import type { Summary } from "../../outputs";

const TONES = {
  ok: { meter: "ok", card: "plain" },
  warning: { meter: "warning", card: "warning" },
  exceeded: { meter: "danger", card: "danger" },
} as const;

export interface Budget {
  spent: number;
  limit: number;
  pct: number;
  status: Exclude<BudgetStatus, "none">;
  /** Whether some charges have no known price, so that `spent` is a lower bound. */
  atLeast: boolean;
  forecast: Summary["forecast"];
  /** Today, and the percentage of the limit that an even spend has used by its end; null for a past month. */
  even: { day: string; pct: number } | null;
}

interface BudgetBarProps {
  /** Null when there is no limit, or when a past month had none. */
  budget: Budget | null;
  isCurrentMonth: boolean;
  control: ReactNode;
}

/**
 * How much of the monthly limit is used, or a note that no limit is set. `control` changes the limit.
 * It has the same position in the React tree in both cases, so that it keeps the focus when a limit is
 * set or removed.
 */
export function BudgetBar({ budget, isCurrentMonth, control }: BudgetBarProps) {
  return (
    <Card
      aria-label="Budget"
      tone={budget ? TONES[budget.status].card : "plain"}
      className="@container/budget flex flex-col gap-2 px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {budget ? <BudgetUsage budget={budget} /> : <NoBudget isCurrentMonth={isCurrentMonth} />}
        <span className="ml-auto">{control}</span>
      </div>
      {budget && <Expectation budget={budget} />}
      {budget && <p className="text-muted text-sm">{guidanceOf(budget)}</p>}
    </Card>
  );
}

const NoBudget = ({ isCurrentMonth }: { isCurrentMonth: boolean }) => (
  <p className="text-muted text-sm">
    {isCurrentMonth
      ? "No monthly budget is set. A budget warns at 80\u00a0% and 100\u00a0%. It does not stop agents."
      : "This month had no budget."}
  </p>
);

function BudgetUsage({ budget }: { budget: Budget }) {
  const { limit, pct, status, forecast, even } = budget;
  const atLeast = budget.atLeast ? "at least " : "";
  const spent = formatDollars(budget.spent);
  const used = `${formatBudgetPercent(pct)} used`;
  return (
    <>
      <span role="status">
        <BudgetStatusLabel status={status} />
      </span>
      <div className="@max-2xl/budget:order-last @max-2xl/budget:basis-full @2xl/budget:flex-1">
        <ForecastMeter
          label="Budget used"
          pct={pct}
          expectedPct={forecast && (forecast.amount / limit) * 100}
          marks={[...(even ? [{ pct: even.pct }] : []), { pct: 100, isStrong: true }]}
          valueText={`${budgetStatusLabel(status)}: ${atLeast}${spent} of ${formatDollars(limit)}, ${used}`}
          tone={TONES[status].meter}
        />
      </div>
      <span className="tabular-nums @max-2xl/budget:order-last @2xl/budget:whitespace-nowrap">
        <span className="text-muted">{atLeast}</span>
        <strong className="font-semibold">{spent}</strong>
        <span className="text-muted"> of {formatDollars(limit)} · </span>
        {used}
      </span>
    </>
  );
}

/** What the marks of the bar are: the even share of today, the forecast, and the day that reaches the limit. */
function Expectation({ budget: { limit, pct, forecast, even } }: { budget: Budget }) {
  if (!even) return null;
  const facts = [
    `Even pace to the end of ${formatDay(even.day)}: ${formatRoundDollars((limit * even.pct) / 100)}`,
    ...(forecast
      ? [
          `Forecast ${formatRoundDollars(forecast.amount)} (${formatDollarRange(forecast.low, forecast.high)})`,
        ]
      : []),
    ...(forecast?.runOutDate && pct < 100
      ? [`Reaches the limit on ${formatWeekday(forecast.runOutDate)}`]
      : []),
    ...(forecast?.runOutDate && pct >= 100
      ? [`Reached the limit on ${formatWeekday(forecast.runOutDate)}`]
      : []),
  ];
  return <p className="text-sm tabular-nums">{facts.join(" · ")}</p>;
}

function guidanceOf({ status, even }: Budget): string {
  if (!even) return "Compared with the limit at the end of that month.";
  if (status === "ok") return "This budget only warns; it does not stop agents.";
  if (status === "warning")
    return "Consider reviewing the agent types that cost most. This budget only warns; it does not stop agents.";
  return "Review the most expensive agent types and pipeline runs below, pause what can wait, or raise the limit. This budget only warns; it does not stop agents.";
}
