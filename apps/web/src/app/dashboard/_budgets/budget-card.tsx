import type { ReactNode } from "react";
import { BudgetStatusLabel } from "@/app/dashboard/_labels/budget-status";
import { Card } from "@/components/layout/card";
import { formatDollars } from "@/lib/format";
import { BudgetMeter } from "./budget-meter";
import { forecastText, runOutText, spentText, usedText } from "./budget-text";
import type { BudgetFigures } from "./outputs";

const CARD_TONES = { none: "plain", ok: "plain", warning: "warning", exceeded: "danger" } as const;

interface BudgetCardProps {
  titleId: string;
  title: string;
  meterLabel: string;
  budget: BudgetFigures;
  asOf: string;
  /** What the rest of the limit is enough for, such as `about 6 runs`. */
  room?: string | null;
  /** At which percentages the budget alerts, and which alerts were sent. */
  alerts: ReactNode;
  /** Sentences under the figures. */
  notes?: ReactNode;
  /** The buttons of the card. */
  actions: ReactNode;
}

/** A budget with its bar, its forecast and what is left. */
export function BudgetCard(props: BudgetCardProps) {
  const { titleId, title, meterLabel, budget, asOf, room, alerts, notes, actions } = props;
  return (
    <Card
      aria-labelledby={titleId}
      tone={CARD_TONES[budget.status]}
      className="@container/budget flex flex-col gap-3 p-4"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={titleId} className="font-medium text-sm">
            {title}
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 tabular-nums">
            <strong className="font-semibold text-2xl">
              {budget.unpricedCharges > 0 && budget.spent !== null && (
                <span className="font-normal text-muted text-xs">at least </span>
              )}
              {spentText(budget.spent)}
            </strong>
            <span className="text-muted">{usedText(budget)}</span>
            <BudgetStatusLabel status={budget.status} />
          </p>
        </div>
        <span className="ml-auto flex flex-wrap gap-2">{actions}</span>
      </div>
      <BudgetMeter label={meterLabel} budget={budget} />
      <dl className="grid @3xl/budget:grid-cols-4 @md/budget:grid-cols-2 gap-x-6 gap-y-2 border-line border-t pt-3 text-sm">
        <Fact term="Expected at the end">{forecastText(budget) ?? "—"}</Fact>
        <Fact term="Reaches the limit">{runOutText(budget, asOf)}</Fact>
        <Fact term="Left">
          {formatDollars(Math.max(0, budget.limit - (budget.spent ?? budget.limit)))}
          {room && `, ${room}`}
        </Fact>
        <Fact term="Alerts at">{alerts}</Fact>
      </dl>
      {(notes || budget.unpricedCharges > 0) && (
        <p className="text-muted text-xs">
          {notes}
          {budget.unpricedCharges > 0 &&
            ` Charges without a price (${budget.unpricedCharges}) are not included.`}
        </p>
      )}
    </Card>
  );
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div>
    <dt className="text-muted text-xs">{term}</dt>
    <dd className="font-medium tabular-nums">{children}</dd>
  </div>
);
