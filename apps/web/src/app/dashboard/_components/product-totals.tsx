import type { ReactNode } from "react";
import { Change } from "@/components/figure/change";
import { Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Card } from "@/components/layout/card";
import { formatCount, formatDollars, formatInteger } from "@/lib/format";
import { KPI_LABELS } from "../_labels/kpi-labels";
import { BudgetTotals } from "./budget-totals";
import { type ProductsSummary, previousDays } from "./product-cells";

/** The totals of the person's own products, without shared products. */
export function ProductTotals({ summary }: { summary: ProductsSummary }) {
  const { projects, projectCount, totalCost, totalTokens, totalJobs, comparison } = summary;
  const atLeast = projects.some(
    ({ unpricedCharges, isTooLarge }) => unpricedCharges > 0 || isTooLarge,
  );
  return (
    <Card aria-label="Total of your products" className="overflow-hidden">
      <dl className="-mt-px -ml-px grid grid-cols-2 lg:grid-cols-[3fr_2fr_2fr_3fr]">
        <Total
          label={`${KPI_LABELS.totalSpend} of ${formatCount(projectCount, "product")}`}
          className="max-lg:col-span-2"
        >
          <span className="text-3xl">
            {totalCost === null ? (
              "Too large to add up"
            ) : (
              <Money dollars={totalCost} atLeast={atLeast} />
            )}
          </span>
          {comparison?.total && (
            <Note>
              <Change current={comparison.total.cost} previous={comparison.total.previousCost} /> vs{" "}
              {formatDollars(comparison.total.previousCost)} on {previousDays(comparison)}
            </Note>
          )}
        </Total>
        <Total label={KPI_LABELS.tokenUsage}>
          <Tokens count={totalTokens} />
        </Total>
        <Total label={KPI_LABELS.agentJobs}>{formatInteger(totalJobs)}</Total>
        <Total label="Budgets" className="max-lg:col-span-2">
          <BudgetTotals summary={summary} />
        </Total>
      </dl>
    </Card>
  );
}

interface TotalProps {
  label: string;
  className?: string;
  children: ReactNode;
}

function Total({ label, className, children }: TotalProps) {
  return (
    <div className={`border-t border-l p-4 ${className ?? ""}`}>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-2xl tabular-nums leading-10">{children}</dd>
    </div>
  );
}

const Note = ({ children }: { children: ReactNode }) => (
  <span className="block font-normal text-muted text-sm">{children}</span>
);
