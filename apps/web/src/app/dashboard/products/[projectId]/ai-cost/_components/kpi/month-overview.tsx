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
  return (
    <BudgetBar
      budget={budgetOf(summary)}
      control={<BudgetControl projectId={projectId} role={role} limit={summary.budgetLimit} />}
    />
  );
}

function budgetOf(summary: Summary): Budget | null {
  const { budgetLimit, budgetPct, budgetStatus, totalCost, asOf, periodEnd } = summary;
  if (budgetStatus === "none" || budgetLimit === null || budgetPct === null) return null;
  return {
    spent: totalCost,
    limit: budgetLimit,
    pct: budgetPct,
    status: budgetStatus,
    atLeast: summary.unpricedCharges > 0,
    isCurrentMonth: asOf < periodEnd,
  };
}
