import { addDays } from "@ai-cost/domain";
import { KPI_LABELS } from "@/app/dashboard/_labels/kpi-labels";
import {
  formatBudgetPercent,
  formatCompact,
  formatDollarRange,
  formatDollars,
  formatExactDollars,
  formatInteger,
  UNKNOWN,
} from "@/lib/format";
import { formatDay, formatDayRange } from "@/lib/format-time";
import type { Summary } from "../../outputs";
import { ChangeLine } from "./change-line";
import { KpiCard } from "./kpi-card";
import type { Change, MonthFigures } from "./month-figures";

interface KpiCardsProps {
  summary: Summary;
  figures: MonthFigures;
  /** Whether the figures are those of a filter. The budget is always that of the whole product. */
  isFiltered: boolean;
}

/** The four cards with the figures of the month. */
export function KpiCards({ summary, figures, isFiltered }: KpiCardsProps) {
  const { cost, isAtLeast, inputTokens, outputTokens, changes } = figures;
  const tokens = inputTokens + outputTokens;
  const changeLine = (change: Change | null | undefined, format: (figure: number) => string) =>
    changes && change && change.previous > 0 ? (
      <ChangeLine change={change} days={changes.days} format={format} />
    ) : null;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <KpiCard
        isMain
        label={KPI_LABELS.totalSpend}
        value={formatDollars(cost)}
        exact={formatExactDollars(cost)}
        atLeast={isAtLeast && cost !== null}
      >
        {changeLine(changes?.cost, formatDollars)}
        <p>{monthNote(summary, isFiltered)}</p>
      </KpiCard>
      <KpiCard
        label={KPI_LABELS.tokenUsage}
        value={formatCompact(tokens)}
        exact={formatInteger(tokens)}
      >
        {changeLine(changes?.tokens, formatCompact)}
        <p>
          {formatCompact(inputTokens)} in · {formatCompact(outputTokens)} out
        </p>
      </KpiCard>
      <KpiCard
        label={KPI_LABELS.agentJobs}
        value={figures.jobs ? formatInteger(figures.jobs.completed) : UNKNOWN}
      >
        {changeLine(changes?.completedJobs, formatInteger)}
        <p>{jobsNote(figures.jobs)}</p>
      </KpiCard>
      <BudgetCard summary={summary} isFiltered={isFiltered} />
    </div>
  );
}

/**
 * All charged jobs by what became of them, as text, so that the numbers add up. Telemetry seldom reports the
 * end of a job. When no job has an end, the text says so, because "0 failed" would be misleading.
 */
function jobsNote(jobs: MonthFigures["jobs"]): string {
  if (!jobs) return "Not counted by model, because a job can use several";
  const { charged, completed, failed } = jobs;
  const ended = completed + failed;
  if (charged > 0 && ended === 0) return `${formatInteger(charged)} charged · no end reported`;
  const others = charged - ended;
  return [
    `of ${formatInteger(charged)} charged`,
    `${formatInteger(failed)} failed`,
    ...(others > 0 ? [`${formatInteger(others)} running or cancelled`] : []),
  ].join(" · ");
}

/** How the month is expected to end, or its days. The forecast is always that of the whole product. */
function monthNote(summary: Summary, isFiltered: boolean): string {
  const { forecast, forecastFrom, totalCost, periodStart, periodEnd } = summary;
  const days = formatDayRange(periodStart, elapsedEnd(summary));
  if (isFiltered) return days;
  if (forecast) {
    const lastDay = addDays(periodEnd.slice(0, 10), -1);
    return `${formatDollarRange(forecast.low, forecast.high)} by ${formatDay(lastDay)}`;
  }
  if (forecastFrom === null || totalCost === 0) return days;
  return `${days} · forecast from ${formatDay(forecastFrom)}`;
}

/** The end of the days that have passed: now for the current month, the end of the month for a past month. */
const elapsedEnd = ({ asOf, periodEnd }: Summary): string => (asOf < periodEnd ? asOf : periodEnd);

function BudgetCard({ summary, isFiltered }: { summary: Summary; isFiltered: boolean }) {
  const { budgetPct, budgetLimit, periodEnd, asOf, unpricedCharges } = summary;
  const resets = asOf < periodEnd && `resets ${formatDay(periodEnd.slice(0, 10))} UTC`;
  const limit = budgetLimit === null ? "No budget" : `of ${formatDollars(budgetLimit)}`;
  return (
    <KpiCard
      label={KPI_LABELS.budgetUsed}
      value={budgetPct === null ? UNKNOWN : formatBudgetPercent(budgetPct)}
      atLeast={unpricedCharges > 0 && budgetPct !== null}
    >
      <p>{[limit, resets].filter(Boolean).join(" · ")}</p>
      {isFiltered && <p>Whole product, without filters</p>}
    </KpiCard>
  );
}
