"use client";

import { dayOf } from "@ai-cost/domain";
import { useState } from "react";
import { BudgetCard } from "@/app/dashboard/_budgets/budget-card";
import { thresholdsText } from "@/app/dashboard/_budgets/budget-text";
import type { PortfolioBudget } from "@/app/dashboard/_budgets/outputs";
import { Button } from "@/components/form/button";
import { Card } from "@/components/layout/card";
import { onDemand } from "@/components/on-demand";
import { formatDay, formatMonth } from "@/lib/format-time";
import type { OpenDialog } from "./portfolio-dialogs";

/** Loaded on hover or focus of a button. */
const PortfolioDialogs = onDemand(() =>
  import("./portfolio-dialogs").then((room) => room.PortfolioDialogs),
);

interface PortfolioCardProps {
  /** Null while the person has no budget for all their products. */
  budget: PortfolioBudget | null;
  /** Whether the person has or had such a budget. */
  hasHistory: boolean;
  /** The server's time, as an ISO 8601 string. */
  asOf: string;
}

/** The person's budget for all products that they own, with its dialogs. */
export function PortfolioCard({ budget, hasHistory, asOf }: PortfolioCardProps) {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const opener = (dialog: OpenDialog) => ({
    onClick: () => setOpen(dialog),
    onPointerEnter: PortfolioDialogs.preload,
    onFocus: PortfolioDialogs.preload,
  });
  const history = hasHistory && (
    <Button variant="quiet" {...opener("history")}>
      History
    </Button>
  );
  return (
    <>
      {budget ? (
        <BudgetCard
          titleId="portfolio-budget"
          title={`Your budget for all products, ${formatMonth(asOf.slice(0, 7))}`}
          meterLabel="Your budget for all products"
          budget={budget}
          asOf={asOf}
          alerts={thresholdsText(budget.thresholds)}
          notes={alertsText(budget)}
          actions={
            <>
              {history}
              <Button variant="quiet" {...opener("remove")}>
                Remove
              </Button>
              <Button {...opener("edit")}>Edit budget</Button>
            </>
          }
        />
      ) : (
        <Card
          aria-labelledby="portfolio-budget"
          className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4"
        >
          <div className="mr-auto">
            <h2 id="portfolio-budget" className="font-medium text-sm">
              No budget for all your products together
            </h2>
            <p className="text-muted text-sm">
              Set one to be warned by e-mail before the month costs too much.
            </p>
          </div>
          {history}
          <Button {...opener("edit")}>Set budget</Button>
        </Card>
      )}
      {open && (
        <PortfolioDialogs open={open} budget={budget} asOf={asOf} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** Who gets the alerts, and which were sent this month. */
function alertsText({ alerts, recipient }: PortfolioBudget): string {
  const sent = alerts.map(({ threshold, at }) =>
    threshold === null
      ? `forecast on ${formatDay(dayOf(new Date(at)))}`
      : `${threshold}\u202f% on ${formatDay(dayOf(new Date(at)))}`,
  );
  const to = recipient
    ? `Alerts go to ${recipient}.`
    : "Alerts are sent by e-mail as soon as a mail server is configured.";
  return sent.length === 0 ? to : `${to} Sent this month: ${sent.join(", ")}.`;
}
