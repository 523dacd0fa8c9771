import type { RouterOutputs } from "@ai-cost/api";
import { columnFraction } from "@/components/figure/money";
import { ShareBar } from "@/components/figure/share-bar";
import { Cell, type Column, Row, Table, Unit } from "@/components/table/table";
import { formatShare, UNKNOWN } from "@/lib/format";
import { BudgetCell, NameCell, SpendCell, UsageCells } from "./product-cells";

const COLUMNS: readonly Column[] = [
  { label: "Product" },
  { label: "Budget" },
  { label: "Tokens", align: "right" },
  { label: "Jobs", align: "right" },
  { label: "Proportion", hidden: true },
  { label: "Share", align: "right" },
  { label: "Spend", align: "right" },
];

interface OwnProductTableProps {
  products: RouterOutputs["aiCost"]["getCrossProjectSummary"]["projects"];
}

/** The person's own products, most expensive first, each with its share of the total of these products. */
export function OwnProductTable({ products }: OwnProductTableProps) {
  const fraction = columnFraction(products.map(({ cost }) => cost));
  const largestPct = Math.max(...products.map(({ pctOfTotal }) => pctOfTotal ?? 0));
  return (
    <Table caption="Your products this month, most expensive first" columns={COLUMNS}>
      {products.map((product) => (
        <Row key={product.projectId}>
          <NameCell product={product} />
          <BudgetCell product={product} />
          <UsageCells product={product} />
          <Cell className="w-1/6 @max-2xl/table:hidden">
            <ShareBar pct={largestPct === 0 ? 0 : ((product.pctOfTotal ?? 0) / largestPct) * 100} />
          </Cell>
          <Cell align="right" className="tabular-nums">
            {product.pctOfTotal === null ? UNKNOWN : formatShare(product.pctOfTotal)}
            <Unit>of the total</Unit>
          </Cell>
          <SpendCell product={product} fraction={fraction} />
        </Row>
      ))}
    </Table>
  );
}
