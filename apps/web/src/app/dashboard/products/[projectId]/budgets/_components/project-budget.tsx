import { BudgetCard } from "@/app/dashboard/_budgets/budget-card";
import { pastErrorText, runsText, thresholdsText } from "@/app/dashboard/_budgets/budget-text";
import type { AlertChannel, Budget, BudgetForecast, Scope } from "@/app/dashboard/_budgets/outputs";
import { EmptyState } from "@/components/feedback/empty-state";
import { Button } from "@/components/form/button";
import { Card } from "@/components/layout/card";
import { formatMonth } from "@/lib/format-time";
import { AlertState } from "./alert-state";

export interface BudgetActions {
  /** Both are absent when the signed-in person may not change budgets. */
  onEdit?: (budget: Budget | { scope: Scope | null }) => void;
  onRemove?: (scope: Scope) => void;
}

interface ProjectBudgetProps extends BudgetActions {
  /** Null while the product has no limit. */
  budget: Budget | null;
  /** Null while it loads. */
  forecast: BudgetForecast | null;
  channels: readonly AlertChannel[];
  asOf: string;
}

/** The budget of the whole product, with its forecast and what is left. */
export function ProjectBudget({
  budget,
  forecast,
  channels,
  asOf,
  ...actions
}: ProjectBudgetProps) {
  if (!budget) return <NoBudget {...actions} />;
  const { onEdit, onRemove } = actions;
  const error = forecast && budget.forecast && pastErrorText(forecast);
  return (
    <BudgetCard
      titleId="project-budget"
      title={`Whole product, ${formatMonth(asOf.slice(0, 7))}`}
      meterLabel="Budget of the whole product"
      budget={budget}
      asOf={asOf}
      room={forecast && runsText(forecast)}
      alerts={
        <>
          {thresholdsText(budget.thresholds)}
          <AlertState budget={budget} channels={channels} />
        </>
      }
      notes={error && `About the forecast: ${error.charAt(0).toLowerCase()}${error.slice(1)}`}
      actions={
        <>
          {onEdit && <Button onClick={() => onEdit(budget)}>Edit budget</Button>}
          {onRemove && (
            <Button variant="quiet" onClick={() => onRemove(budget.scope)}>
              Remove
            </Button>
          )}
        </>
      }
    />
  );
}

const NoBudget = ({ onEdit }: BudgetActions) => (
  <Card aria-labelledby="project-budget">
    <h2 id="project-budget" className="sr-only">
      Whole product
    </h2>
    <EmptyState title="The product has no budget.">
      <p>Before you save a limit, you see when it would have warned in the last six months.</p>
      {onEdit && (
        <Button
          variant="primary"
          className="mt-3"
          onClick={() => onEdit({ scope: { kind: "project", value: null } })}
        >
          Set budget
        </Button>
      )}
    </EmptyState>
  </Card>
);
