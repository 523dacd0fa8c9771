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

/** The month in four figures. */
export function KpiCards({ summary }: { summary: Summary }) {
  const atLeast = summary.unpricedCharges > 0;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <KpiCard
        isMain
        label="Total Spend"
        value={formatDollars(summary.totalCost)}
        exact={formatExactDollars(summary.totalCost)}
        atLeast={atLeast}
      >
        {summary.comparison ? (
          <SpendChange comparison={summary.comparison} />
        ) : (
          formatDayRange(summary.periodStart, lastInstantOf(summary))
        )}
      </KpiCard>
      <KpiCard
        label="Token Usage"
        value={formatCompact(summary.totalTokens)}
        exact={formatInteger(summary.totalTokens)}
      >
        {formatCompact(summary.inputTokens)} in · {formatCompact(summary.outputTokens)} out
      </KpiCard>
      <KpiCard label="Agent Jobs" value={formatInteger(summary.completedJobs)}>
        {jobsNote(summary)}
      </KpiCard>
      <BudgetCard summary={summary} atLeast={atLeast} />
    </div>
  );
}

/** Telemetry tells of the work, seldom of its end: then nothing has failed, and nothing is missing. */
function jobsNote({ totalJobs, completedJobs, failedJobs }: Summary): string {
  const charged = `${formatInteger(totalJobs)} charged`;
  if (totalJobs > 0 && completedJobs + failedJobs === 0) return `${charged} · no end reported`;
  return `of ${charged} · ${formatInteger(failedJobs)} failed`;
}

/** Of the current month what has passed, of another one all. */
const lastInstantOf = ({ asOf, periodEnd }: Summary): string =>
  asOf < periodEnd ? asOf : periodEnd;

function BudgetCard({ summary, atLeast }: { summary: Summary; atLeast: boolean }) {
  const { budgetPct, budgetLimit, periodEnd, asOf } = summary;
  const resets = asOf < periodEnd && `resets ${formatDay(periodEnd.slice(0, 10))} UTC`;
  return (
    <KpiCard
      label="Budget Used"
      value={budgetPct === null ? UNKNOWN : formatBudgetPercent(budgetPct)}
      atLeast={atLeast && budgetPct !== null}
    >
      {[budgetLimit === null ? "No budget" : `of ${formatDollars(budgetLimit)}`, resets]
        .filter(Boolean)
        .join(" · ")}
    </KpiCard>
  );
}
