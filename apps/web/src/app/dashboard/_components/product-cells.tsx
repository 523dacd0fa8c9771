import type { RouterOutputs } from "@ai-cost/api";
import { monthRange } from "@ai-cost/domain";
import Link from "next/link";
import { BudgetStatusLabel } from "@/app/dashboard/_labels/budget-status";
import { Change } from "@/components/figure/change";
import { Meter } from "@/components/figure/meter";
import { Money } from "@/components/figure/money";
import { Sparkline } from "@/components/figure/sparkline";
import { Tokens } from "@/components/figure/tokens";
import { Cell, type Column, CountUnit, RowHeader } from "@/components/table/table";
import { formatBudgetPercent, formatDollars, formatInteger, UNKNOWN } from "@/lib/format";
import { formatDay, formatDayRange } from "@/lib/format-time";
import { productPath } from "../_shell/navigation";

export type ProductsSummary = RouterOutputs["aiCost"]["getCrossProjectSummary"];

/** The fields that the person's own products and the products shared with them have in common. */
type ProductSpend = Omit<ProductsSummary["sharedProjects"][number], "role">;

/** The columns of a table of products. `others` are between the change and the spend. */
export const columnsOf = (
  comparison: ProductsSummary["comparison"],
  others: readonly Column[] = [],
): readonly Column[] => [
  { label: "Product" },
  { label: "Budget" },
  { label: "Daily spend" },
  { label: "Tokens", align: "right" },
  { label: "Jobs", align: "right" },
  { label: comparison ? `vs ${previousDays(comparison)}` : "Change", align: "right" },
  ...others,
  { label: "Spend", align: "right" },
];

interface ProductCellsProps {
  product: ProductSpend;
  summary: ProductsSummary;
}

/** The cells of a product from its name to its change. */
export const ProductCells = ({ product, summary }: ProductCellsProps) => (
  <>
    <NameCell product={product} />
    <BudgetCell product={product} />
    <DaysCell product={product} days={summary.days} />
    <UsageCells product={product} />
    <ChangeCell product={product} comparison={summary.comparison} />
  </>
);

/** The name of a product. Its link covers the whole row, which must be positioned and shows the focus. */
function NameCell({ product }: { product: ProductSpend }) {
  return (
    <RowHeader>
      <Link
        href={productPath(product.projectId)}
        title={product.name}
        className="wrap-anywhere line-clamp-2 font-semibold outline-none after:absolute after:inset-0"
      >
        {product.name}
      </Link>
    </RowHeader>
  );
}

interface SpendCellProps {
  product: ProductSpend;
  fraction: number;
  /** A line under the amount. */
  children?: React.ReactNode;
}

export function SpendCell({ product, fraction, children }: SpendCellProps) {
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
          className="font-semibold"
        />
      )}
      {children}
    </Cell>
  );
}

const TONES = { ok: "ok", warning: "warning", exceeded: "danger" } as const;

function BudgetCell({ product }: { product: ProductSpend }) {
  const { budgetStatus, budgetPct, budgetLimit, name } = product;
  if (budgetStatus === "none" || budgetPct === null || budgetLimit === null)
    return (
      <Cell phone="full">
        <BudgetStatusLabel status="none" />
      </Cell>
    );
  const used = `${formatBudgetPercent(budgetPct)} of ${formatDollars(budgetLimit)}`;
  return (
    <Cell phone="full" className="@2xl/table:w-40">
      <BudgetStatusLabel status={budgetStatus} />
      <div className="my-1">
        <Meter
          label={`Budget used by ${name}`}
          pct={budgetPct}
          valueText={used}
          tone={TONES[budgetStatus]}
        />
      </div>
      <span className="text-muted text-xs tabular-nums">{used}</span>
    </Cell>
  );
}

/** The spend of each day of the month. It is left out of a narrow table. */
function DaysCell({ product, days }: { product: ProductSpend; days: readonly string[] }) {
  const { dailyCosts } = product;
  const bars = days.map((day, index) => ({ key: day, value: dailyCosts?.[index] ?? 0 }));
  const highest = bars.toSorted((one, other) => other.value - one.value)[0];
  return (
    <Cell className="@max-2xl/table:hidden">
      {highest && highest.value > 0 && (
        <Sparkline
          label={`Daily spend, at most ${formatDollars(highest.value)} on ${formatDay(highest.key)}`}
          bars={bars}
          places={Number(monthRange(highest.key.slice(0, 7)).to.slice(8))}
          isLastOpen
          className="w-24"
        />
      )}
    </Cell>
  );
}

interface ChangeCellProps {
  product: ProductSpend;
  comparison: ProductsSummary["comparison"];
}

/** The change from the same days of the month before. */
function ChangeCell({ product, comparison }: ChangeCellProps) {
  const compared = product.comparison;
  if (!compared || !comparison)
    return (
      <Cell align="right" className="text-muted @max-2xl/table:hidden">
        {UNKNOWN}
      </Cell>
    );
  return (
    <Cell align="right">
      <Change current={compared.cost} previous={compared.previousCost} />
      <span className="text-muted text-xs tabular-nums @max-2xl/table:ml-1 @2xl/table:block">
        from {formatDollars(compared.previousCost)}
        <span className="@2xl/table:sr-only"> on {previousDays(comparison)}</span>
      </span>
    </Cell>
  );
}

/** The days of the month before that are compared, such as `1–27 Oct`. */
export const previousDays = ({
  previousStart,
  previousEnd,
}: NonNullable<ProductsSummary["comparison"]>): string =>
  formatDayRange(previousStart, previousEnd);

function UsageCells({ product }: { product: ProductSpend }) {
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
