import type { RouterOutputs } from "@ai-cost/api";
import Link from "next/link";
import { BudgetStatusLabel } from "@/app/dashboard/_labels/budget-status";
import { Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Cell, CountUnit, RowHeader } from "@/components/table/table";
import { formatBudgetPercent, formatDollars, formatInteger } from "@/lib/format";
import { productPath } from "../_shell/navigation";

/** The fields that the person's own products and the products shared with them have in common. */
type ProductSpend = Omit<
  RouterOutputs["aiCost"]["getCrossProjectSummary"]["sharedProjects"][number],
  "role"
>;

export function NameCell({ product }: { product: ProductSpend }) {
  return (
    <RowHeader>
      <Link
        href={productPath(product.projectId)}
        title={product.name}
        className="wrap-anywhere line-clamp-2 font-medium hover:text-accent hover:underline"
      >
        {product.name}
      </Link>
    </RowHeader>
  );
}

export function SpendCell({ product, fraction }: { product: ProductSpend; fraction: number }) {
  return (
    <Cell phone="figure" align="right">
      {product.isTooLarge ? (
        <span title="Usage from before charges had limits adds up to more than can be shown exactly. The totals leave this product out.">
          Too large to add up
        </span>
      ) : (
        <Money
          dollars={product.cost}
          atLeast={product.unpricedCharges > 0}
          fraction={fraction}
          className="font-medium"
        />
      )}
    </Cell>
  );
}

export function BudgetCell({ product }: { product: ProductSpend }) {
  const { budgetStatus, budgetPct, budgetLimit } = product;
  return (
    <Cell phone="full">
      <BudgetStatusLabel status={budgetStatus} />
      {budgetPct !== null && budgetLimit !== null && (
        <span className="text-muted text-xs tabular-nums @max-2xl/table:ml-2 @2xl/table:block">
          {formatBudgetPercent(budgetPct)} of {formatDollars(budgetLimit)}
        </span>
      )}
    </Cell>
  );
}

export function UsageCells({ product }: { product: ProductSpend }) {
  return (
    <>
      <Cell align="right">
        <Tokens count={product.totalTokens} />
        <CountUnit count={product.totalTokens ?? 0} noun="token" />
      </Cell>
      <Cell align="right" className="tabular-nums">
        {formatInteger(product.totalJobs)}
        <CountUnit count={product.totalJobs} noun="job" />
      </Cell>
    </>
  );
}
