import { BudgetMeter } from "@/app/dashboard/_budgets/budget-meter";
import { scopeText, thresholdsText, usedText } from "@/app/dashboard/_budgets/budget-text";
import type { AlertChannel, Budget } from "@/app/dashboard/_budgets/outputs";
import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { BudgetStatusLabel } from "@/app/dashboard/_labels/budget-status";
import { EmptyState } from "@/components/feedback/empty-state";
import { columnFraction, Money } from "@/components/figure/money";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import { Cell, Row, RowHeader, Table } from "@/components/table/table";
import { formatRoundDollars } from "@/lib/format";
import { formatDay } from "@/lib/format-time";
import { AlertState } from "./alert-state";
import type { BudgetActions } from "./project-budget";

const COLUMNS = [
  { label: "Applies to" },
  { label: "State" },
  { label: "Used" },
  { label: "Spent", align: "right" },
  { label: "Expected", align: "right" },
  { label: "Alerts at" },
  { label: "Actions", hidden: true },
] as const;

interface ScopedBudgetsProps extends BudgetActions {
  budgets: readonly Budget[];
  channels: readonly AlertChannel[];
}

/** The budgets of agent types and models. */
export function ScopedBudgets({ budgets, channels, ...actions }: ScopedBudgetsProps) {
  const fraction = columnFraction(budgets.map(({ spent }) => spent));
  return (
    <Card aria-labelledby="scoped-budgets" className="overflow-hidden">
      <CardHeader titleId="scoped-budgets" title="Agent types and models">
        {actions.onEdit && (
          <Button onClick={() => actions.onEdit?.({ scope: null })}>Add budget</Button>
        )}
      </CardHeader>
      {budgets.length === 0 ? (
        <EmptyState title="No budget for an agent type or a model.">
          Each counts the same charges as the budget of the whole product.
        </EmptyState>
      ) : (
        <Table caption="Budgets of agent types and models" columns={COLUMNS}>
          {budgets.map((budget) => (
            <BudgetRow
              key={budget.id}
              budget={budget}
              channels={channels}
              fraction={fraction}
              {...actions}
            />
          ))}
        </Table>
      )}
    </Card>
  );
}

interface BudgetRowProps extends BudgetActions {
  budget: Budget;
  channels: readonly AlertChannel[];
  fraction: number;
}

function BudgetRow({ budget, channels, fraction, onEdit, onRemove }: BudgetRowProps) {
  const { scope, status, spent, thresholds, unpricedCharges } = budget;
  const name = scopeText(scope);
  return (
    <Row>
      <RowHeader className="wrap-anywhere">
        {scope.kind === "agentType" ? <AgentTypeLabel agentType={scope.value ?? ""} /> : name}
      </RowHeader>
      <Cell>
        <BudgetStatusLabel status={status} />
      </Cell>
      <Cell phone="full" className="@2xl/table:w-1/5">
        <BudgetMeter label={`Budget of ${name}`} budget={budget} />
      </Cell>
      <Cell align="right" phone="figure">
        <Money
          dollars={spent}
          fraction={fraction}
          atLeast={unpricedCharges > 0}
          className="font-medium"
        />
        <span className="block whitespace-nowrap text-muted text-xs">{usedText(budget)}</span>
      </Cell>
      <Cell align="right">
        <Expected budget={budget} />
      </Cell>
      <Cell className="whitespace-nowrap tabular-nums">
        {thresholdsText(thresholds)}
        <AlertState budget={budget} channels={channels} />
      </Cell>
      <Cell align="right" className="whitespace-nowrap">
        {onEdit && (
          <Button
            variant="quiet"
            size="small"
            aria-label={`Edit budget of ${name}`}
            onClick={() => onEdit(budget)}
          >
            Edit
          </Button>
        )}
        {onRemove && (
          <Button
            variant="quiet"
            size="small"
            aria-label={`Remove budget of ${name}`}
            onClick={() => onRemove(scope)}
          >
            Remove
          </Button>
        )}
      </Cell>
    </Row>
  );
}

/** What the month is expected to cost, and when that is more than the limit. */
function Expected({ budget: { forecast, forecastFrom, spent, pct } }: { budget: Budget }) {
  if (!forecast)
    return (
      <span className="text-muted text-xs">
        {spent > 0 && forecastFrom !== null ? `from ${formatDay(forecastFrom)}` : "—"}
      </span>
    );
  const { amount, runOutDate } = forecast;
  const note =
    runOutDate === null
      ? "within the limit"
      : `${pct >= 100 ? "passed" : "over"} on ${formatDay(runOutDate)}`;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {formatRoundDollars(amount)}
      <span
        className={runOutDate === null ? "block text-muted text-xs" : "block text-warning text-xs"}
      >
        {note}
      </span>
    </span>
  );
}
