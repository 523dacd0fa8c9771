import { KPI_LABELS } from "@/app/dashboard/_labels/kpi-labels";
import {
  formatBudgetPercent,
  formatCompact,
  formatDollars,
  formatExactDollars,
  formatInteger,
  UNKNOWN,
} from "@/lib/format";
import { formatDay, formatDayRange } from "@/lib/format-time";
import type { Summary } from "../../outputs";
import { KpiCard } from "./kpi-card";
import { SpendChange } from "./spend-change";

/** The four cards with the figures of the month. */
export function KpiCards({ summary }: { summary: Summary }) {
  const atLeast = summary.unpricedCharges > 0;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <KpiCard
        isMain
        label={KPI_LABELS.totalSpend}
        value={formatDollars(summary.totalCost)}
        exact={formatExactDollars(summary.totalCost)}
        atLeast={atLeast}
      >
        {summary.comparison ? (
          <SpendChange comparison={summary.comparison} />
        ) : (
          formatDayRange(summary.periodStart, elapsedEnd(summary))
        )}
      </KpiCard>
      <KpiCard
        label={KPI_LABELS.tokenUsage}
        value={formatCompact(summary.totalTokens)}
        exact={formatInteger(summary.totalTokens)}
      >
        {formatCompact(summary.inputTokens)} in · {formatCompact(summary.outputTokens)} out
      </KpiCard>
      <KpiCard label={KPI_LABELS.agentJobs} value={formatInteger(summary.completedJobs)}>
        {jobsNote(summary)}
      </KpiCard>
      <BudgetCard summary={summary} atLeast={atLeast} />
    </div>
  );
}

/**
 * The number of charged and failed jobs as text. Telemetry seldom reports the end of a job. When no
 * job has an end, the text says so, because "0 failed" would be misleading.
 */
function jobsNote({ totalJobs, completedJobs, failedJobs }: Summary): string {
  const charged = `${formatInteger(totalJobs)} charged`;
  if (totalJobs > 0 && completedJobs + failedJobs === 0) return `${charged} · no end reported`;
  return `of ${charged} · ${formatInteger(failedJobs)} failed`;
}

/** The end of the days that have passed: now for the current month, the end of the month for a past month. */
const elapsedEnd = ({ asOf, periodEnd }: Summary): string => (asOf < periodEnd ? asOf : periodEnd);

function BudgetCard({ summary, atLeast }: { summary: Summary; atLeast: boolean }) {
  const { budgetPct, budgetLimit, periodEnd, asOf } = summary;
  const resets = asOf < periodEnd && `resets ${formatDay(periodEnd.slice(0, 10))} UTC`;
  return (
    <KpiCard
      label={KPI_LABELS.budgetUsed}
      value={budgetPct === null ? UNKNOWN : formatBudgetPercent(budgetPct)}
      atLeast={atLeast && budgetPct !== null}
    >
      {[budgetLimit === null ? "No budget" : `of ${formatDollars(budgetLimit)}`, resets]
        .filter(Boolean)
        .join(" · ")}
    </KpiCard>
  );
}
