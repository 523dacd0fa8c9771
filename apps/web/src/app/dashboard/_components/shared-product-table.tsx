import { columnFraction } from "@/components/figure/money";
import { Cell, type Column, Row, Table } from "@/components/table/table";
import { RoleBadge } from "../_labels/role-badge";
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
  { label: "Your role" },
  { label: "Spend", align: "right" },
];

/** The products of other owners, with the signed-in person's role in each. */
export function SharedProductTable({ summary }: { summary: ProductsSummary }) {
  const { sharedProjects, comparison, days } = summary;
  const fraction = columnFraction(sharedProjects.map(({ cost }) => cost));
  return (
    <Table
      caption="Products shared with you this month, most expensive first"
      columns={columnsOf(comparison)}
    >
      {sharedProjects.map((product) => (
        <Row key={product.projectId} isLink>
          <NameCell product={product} />
          <BudgetCell product={product} />
          <DaysCell product={product} days={days} />
          <UsageCells product={product} />
          <ChangeCell product={product} comparison={comparison} />
          <Cell>
            <RoleBadge role={product.role} />
          </Cell>
          <SpendCell product={product} fraction={fraction} />
        </Row>
      ))}
    </Table>
  );
}
