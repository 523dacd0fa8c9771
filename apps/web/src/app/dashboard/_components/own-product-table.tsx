import { columnFraction } from "@/components/figure/money";
import { Row, Table, Unit } from "@/components/table/table";
import { formatShare, UNKNOWN } from "@/lib/format";
import { columnsOf, ProductCells, type ProductsSummary, SpendCell } from "./product-cells";

/** The person's own products, most expensive first, each with its share of the total of these products. */
export function OwnProductTable({ summary }: { summary: ProductsSummary }) {
  const { projects, comparison } = summary;
  const fraction = columnFraction(projects.map(({ cost }) => cost));
  return (
    <Table caption="Your products this month, most expensive first" columns={columnsOf(comparison)}>
      {projects.map((product) => (
        <Row key={product.projectId} isLink>
          <ProductCells product={product} summary={summary} />
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
