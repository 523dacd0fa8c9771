import { OctagonAlert, TriangleAlert } from "lucide-react";
import { formatBudgetPercent, formatInteger } from "@/lib/format";
import type { ProductsSummary } from "./product-cells";

const PRESSING = [
  { status: "exceeded", words: "exceeded", Icon: OctagonAlert, colour: "text-danger" },
  { status: "warning", words: "approaching", Icon: TriangleAlert, colour: "text-warning" },
] as const;

/** How many products have a budget, and which budgets need attention. */
export function BudgetTotals({ summary }: { summary: ProductsSummary }) {
  const { projects, projectCount, budgetStatuses } = summary;
  const set = projectCount - budgetStatuses.none;
  return (
    <>
      {set === 0 ? "None set" : `${formatInteger(set)} of ${formatInteger(projectCount)} set`}
      {PRESSING.map(({ status, words, Icon, colour }) => {
        const count = budgetStatuses[status];
        if (count === 0) return null;
        const only = count === 1 && projects.find(({ budgetStatus }) => budgetStatus === status);
        return (
          <span key={status} className={`flex items-center gap-1.5 font-normal text-sm ${colour}`}>
            <Icon aria-hidden="true" className="size-4 shrink-0" />
            <span className="truncate">
              {formatInteger(count)} {words}
              {only && only.budgetPct !== null && (
                <>
                  : {only.name}, {formatBudgetPercent(only.budgetPct)}
                </>
              )}
            </span>
          </span>
        );
      })}
    </>
  );
}
