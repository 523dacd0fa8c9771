import { columnFraction } from "@/components/figure/money";
import { Cell, Row, Table } from "@/components/table/table";
import { RoleBadge } from "../_labels/role-badge";
import { columnsOf, ProductCells, type ProductsSummary, SpendCell } from "./product-cells";

/** The products of other owners, with the signed-in person's role in each. */
export function SharedProductTable({ summary }: { summary: ProductsSummary }) {
  const { sharedProjects, comparison } = summary;
  const fraction = columnFraction(sharedProjects.map(({ cost }) => cost));
  return (
    <Table
      caption="Products shared with you this month, most expensive first"
      columns={columnsOf(comparison, [{ label: "Your role" }])}
    >
      {sharedProjects.map((product) => (
        <Row key={product.projectId} isLink>
          <ProductCells product={product} summary={summary} />
          <Cell>
            <RoleBadge role={product.role} />
          </Cell>
          <SpendCell product={product} fraction={fraction} />
        </Row>
      ))}
    </Table>
  );
}
