import type { RouterOutputs } from "@ai-cost/api";
import { columnFraction } from "@/components/figure/money";
import { Cell, type Column, Row, Table } from "@/components/table/table";
import { RoleBadge } from "../_labels/role-badge";
import { BudgetCell, NameCell, SpendCell, UsageCells } from "./product-cells";

const COLUMNS: readonly Column[] = [
  { label: "Product" },
  { label: "Budget" },
  { label: "Tokens", align: "right" },
  { label: "Jobs", align: "right" },
  { label: "Your role" },
  { label: "Spend", align: "right" },
];

interface SharedProductTableProps {
  products: RouterOutputs["aiCost"]["getCrossProjectSummary"]["sharedProjects"];
}

/** The products of other owners, with the signed-in person's role in each. */
export function SharedProductTable({ products }: SharedProductTableProps) {
  const fraction = columnFraction(products.map(({ cost }) => cost));
  return (
    <Table caption="Products shared with you this month, most expensive first" columns={COLUMNS}>
      {products.map((product) => (
        <Row key={product.projectId}>
          <NameCell product={product} />
          <BudgetCell product={product} />
          <UsageCells product={product} />
          <Cell>
            <RoleBadge role={product.role} />
          </Cell>
          <SpendCell product={product} fraction={fraction} />
        </Row>
      ))}
    </Table>
  );
}
