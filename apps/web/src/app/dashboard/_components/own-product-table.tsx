import { columnFraction } from "@/components/figure/money";
import { type Column, Row, Table, Unit } from "@/components/table/table";
import { formatShare, UNKNOWN } from "@/lib/format";
import {
  BudgetCell,
  ChangeCell,
  changeLabel,
  DaysCell,
  NameCell,
  type ProductsSummary,
  SpendCell,
  UsageCells,
} from "./product-cells";

const columnsOf = (comparison: ProductsSummary["comparison"]): readonly Column[] => [
  { label: "Product" },
  { label: "Budget" },
  { label: "Daily spend" },
  { label: "Tokens", align: "right" },
  { label: "Jobs", align: "right" },
  { label: changeLabel(comparison), align: "right" },
  { label: "Spend", align: "right" },
];

/** The person's own products, most expensive first, each with its share of the total of these products. */
export function OwnProductTable({ summary }: { summary: ProductsSummary }) {
  const { projects, comparison, days } = summary;
  const fraction = columnFraction(projects.map(({ cost }) => cost));
  return (
    <Table caption="Your products this month, most expensive first" columns={columnsOf(comparison)}>
      {projects.map((product) => (
        <Row key={product.projectId} isLink>
          <NameCell product={product} />
          <BudgetCell product={product} />
          <DaysCell product={product} days={days} />
          <UsageCells product={product} />
          <ChangeCell product={product} comparison={comparison} />
          <SpendCell product={product} fraction={fraction}>
            <span className="block text-muted text-xs tabular-nums">
              {product.pctOfTotal === null ? UNKNOWN : formatShare(product.pctOfTotal)}
              <Unit>of the total</Unit>
            </span>
          </SpendCell>
        </Row>
      ))}
    </Table>
  );
}
