import { addDays, daysIn } from "@ai-cost/domain";
import { classNames } from "@/components/class-names";
import { Notice } from "@/components/feedback/notice";
import type { Project, Summary } from "../../outputs";
import { type Budget, BudgetBar } from "../budget/budget-bar";
import { BudgetControl } from "../budget/budget-control";
import { KpiCards } from "./kpi-cards";
import type { MonthFigures } from "./month-figures";
import { UnpricedNotice } from "./unpriced-notice";

interface MonthOverviewProps {
  summary: Summary;
  figures: MonthFigures;
  /** Whether the figures are those of a filter. */
  isFiltered: boolean;
  project: Project;
  /** Whether the summary on screen is still that of the previous month, while the selected month loads. */
  isStale: boolean;
}

/** The four figures of the month, and its budget. */
export function MonthOverview(props: MonthOverviewProps) {
  const { summary, figures, isFiltered, project, isStale } = props;
  return (
    <div
      aria-busy={isStale}
      className={classNames(
        "flex flex-col gap-3 motion-safe:transition-opacity",
        isStale && "opacity-50",
      )}
    >
      <KpiCards summary={summary} figures={figures} isFiltered={isFiltered} />
      <MonthBudget summary={summary} project={project} />
      {isFiltered && (
        <Notice>The budget counts the whole product, whatever the filters are.</Notice>
      )}
      {summary.unpricedCharges > 0 && (
        <UnpricedNotice count={summary.unpricedCharges} projectId={project.projectId} />
      )}
    </div>
  );
}

function MonthBudget({ summary, project }: { summary: Summary; project: Project }) {
  const { projectId, role } = project;
  const { asOf, periodEnd, budgetLimit } = summary;
  const isCurrentMonth = asOf < periodEnd;
  return (
    <BudgetBar
      budget={budgetOf(summary)}
      isCurrentMonth={isCurrentMonth}
      control={
        isCurrentMonth && <BudgetControl projectId={projectId} role={role} limit={budgetLimit} />
      }
    />
  );
}

function budgetOf(summary: Summary): Budget | null {
  const { budgetLimit, budgetPct, budgetStatus, totalCost, forecast } = summary;
  if (budgetStatus === "none" || budgetLimit === null || budgetPct === null) return null;
  return {
    spent: totalCost,
    limit: budgetLimit,
    pct: budgetPct,
    status: budgetStatus,
    atLeast: summary.unpricedCharges > 0,
    forecast,
    even: evenPace(summary),
  };
}

/** Today, and how much of the limit an even spend has used when the day ends; null for a past month. */
function evenPace({ asOf, periodStart, periodEnd }: Summary): Budget["even"] {
  if (asOf >= periodEnd) return null;
  const [today, from] = [asOf.slice(0, 10), periodStart.slice(0, 10)];
  const days = daysIn({ from, to: today });
  const ofDays = daysIn({ from, to: addDays(periodEnd.slice(0, 10), -1) });
  return { day: today, pct: (days / ofDays) * 100 };
}
