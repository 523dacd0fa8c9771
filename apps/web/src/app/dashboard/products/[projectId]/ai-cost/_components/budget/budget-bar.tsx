import type { BudgetStatus } from "@ai-cost/domain";
import type { ReactNode } from "react";
import { BudgetStatusLabel, budgetStatusLabel } from "@/app/dashboard/_labels/budget-status";
import { Meter } from "@/components/figure/meter";
import { Card } from "@/components/layout/card";
import { formatBudgetPercent, formatDollars } from "@/lib/format";

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
  isCurrentMonth: boolean;
}

/**
 * How much of the monthly limit is used, or a note that no limit is set. `control` changes the limit.
 * It has the same position in the React tree in both cases, so that it keeps the focus when a limit is
 * set or removed.
 */
export function BudgetBar({ budget, control }: { budget: Budget | null; control: ReactNode }) {
  return (
    <Card
      aria-label="Budget"
      tone={budget ? TONES[budget.status].card : "plain"}
      className="@container/budget flex flex-col gap-2 px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {budget ? <BudgetUsage budget={budget} /> : <NoBudget />}
        <span className="ml-auto">{control}</span>
      </div>
      {budget && <p className="text-muted text-sm">{guidanceOf(budget)}</p>}
    </Card>
  );
}

const NoBudget = () => (
  <p className="text-muted text-sm">
    No monthly budget is set. A budget warns at 80&nbsp;% and 100&nbsp;%. It does not stop agents.
  </p>
);

function BudgetUsage({ budget }: { budget: Budget }) {
  const { limit, pct, status } = budget;
  const atLeast = budget.atLeast ? "at least " : "";
  const spent = formatDollars(budget.spent);
  const used = `${formatBudgetPercent(pct)} used`;
  return (
    <>
      <span role="status">
        <BudgetStatusLabel status={status} />
      </span>
      <div className="@max-2xl/budget:order-last @max-2xl/budget:basis-full @2xl/budget:flex-1">
        <Meter
          label="Budget used"
          pct={pct}
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

function guidanceOf({ status, isCurrentMonth }: Budget): string {
  if (!isCurrentMonth) return "Compared with the limit that is set today.";
  if (status === "ok") return "This budget only warns; it does not stop agents.";
  if (status === "warning")
    return "Consider reviewing the agent types that cost most. This budget only warns; it does not stop agents.";
  return "Review the most expensive agent types and pipeline runs below, pause what can wait, or raise the limit. This budget only warns; it does not stop agents.";
}
