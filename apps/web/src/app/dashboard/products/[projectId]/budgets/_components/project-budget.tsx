import type { ReactNode } from "react";
import { BudgetStatusLabel } from "@/app/dashboard/_labels/budget-status";
import { EmptyState } from "@/components/feedback/empty-state";
import { Button } from "@/components/form/button";
import { Card } from "@/components/layout/card";
import { formatDollars } from "@/lib/format";
import { formatMonth } from "@/lib/format-time";
import type { Budget, BudgetForecast, Scope } from "../outputs";
import { BudgetMeter } from "./budget-meter";
import {
  forecastText,
  pastErrorText,
  runOutText,
  runsText,
  thresholdsText,
  usedText,
} from "./budget-text";

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
  asOf: string;
}

const CARD_TONES = { none: "plain", ok: "plain", warning: "warning", exceeded: "danger" } as const;

/** The budget of the whole product, with its forecast and what is left. */
export function ProjectBudget({ budget, forecast, asOf, ...actions }: ProjectBudgetProps) {
  if (!budget) return <NoBudget {...actions} />;
  return (
    <Card
      aria-labelledby="project-budget"
      tone={CARD_TONES[budget.status]}
      className="@container/budget flex flex-col gap-3 p-4"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id="project-budget" className="font-medium text-sm">
            Whole product, {formatMonth(asOf.slice(0, 7))}
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 tabular-nums">
            <strong className="font-semibold text-2xl">
              {budget.unpricedCharges > 0 && (
                <span className="font-normal text-muted text-xs">at least </span>
              )}
              {formatDollars(budget.spent)}
            </strong>
            <span className="text-muted">{usedText(budget)}</span>
            <BudgetStatusLabel status={budget.status} />
          </p>
        </div>
        <span className="ml-auto flex gap-2">
          {actions.onEdit && <Button onClick={() => actions.onEdit?.(budget)}>Edit budget</Button>}
          {actions.onRemove && (
            <Button variant="quiet" onClick={() => actions.onRemove?.(budget.scope)}>
              Remove
            </Button>
          )}
        </span>
      </div>
      <BudgetMeter budget={budget} />
      <Facts budget={budget} forecast={forecast} asOf={asOf} />
    </Card>
  );
}

function Facts({
  budget,
  forecast,
  asOf,
}: {
  budget: Budget;
  forecast: BudgetForecast | null;
  asOf: string;
}) {
  const left = Math.max(0, budget.limit - budget.spent);
  const runs = forecast && runsText(forecast);
  const error = forecast && budget.forecast && pastErrorText(forecast);
  return (
    <>
      <dl className="grid @3xl/budget:grid-cols-4 @md/budget:grid-cols-2 gap-x-6 gap-y-2 border-line border-t pt-3 text-sm">
        <Fact term="Expected at the end">{forecastText(budget) ?? "—"}</Fact>
        <Fact term="Reaches the limit">{runOutText(budget, asOf)}</Fact>
        <Fact term="Left">
          {formatDollars(left)}
          {runs && `, ${runs}`}
        </Fact>
        <Fact term="Alerts at">{thresholdsText(budget.thresholds)}</Fact>
      </dl>
      {(error || budget.unpricedCharges > 0) && (
        <p className="text-muted text-xs">
          {error && `About the forecast: ${error.charAt(0).toLowerCase()}${error.slice(1)} `}
          {budget.unpricedCharges > 0 &&
            `Charges without a price (${budget.unpricedCharges}) are not included.`}
        </p>
      )}
    </>
  );
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div>
    <dt className="text-muted text-xs">{term}</dt>
    <dd className="font-medium tabular-nums">{children}</dd>
  </div>
);

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
