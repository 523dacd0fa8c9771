import { changeText, scopeText } from "@/app/dashboard/_budgets/budget-text";
import type { BudgetChange } from "@/app/dashboard/_budgets/outputs";
import { EmptyState } from "@/components/feedback/empty-state";
import { Instant } from "@/components/figure/instant";
import { OlderRows, type PagesQuery } from "@/components/table/older-rows";
import { Cell, Row, RowHeader, Table } from "@/components/table/table";

const COLUMNS = [{ label: "When" }, { label: "Change" }, { label: "By" }] as const;

interface ChangeListProps {
  changes: readonly BudgetChange[];
  asOf: string;
  /** The query of the rows, which can load older ones. */
  older: PagesQuery;
}

/** Who changed which budget, newest first. */
export function ChangeList({ changes, asOf, older }: ChangeListProps) {
  if (changes.length === 0)
    return <EmptyState title="Every change of a budget will be listed here." />;
  return (
    <>
      <Table caption="Changes of budgets, newest first" columns={COLUMNS}>
        {changes.map((change) => (
          <Row key={change.id}>
            <RowHeader className="text-muted @2xl/table:w-40">
              <Instant at={change.at} asOf={asOf} />
            </RowHeader>
            <Cell phone="full" className="wrap-anywhere">
              <bdi className="font-medium">{scopeText(change.scope)}</bdi>: {changeText(change)}
              {change.reason && <bdi className="block text-muted text-xs">{change.reason}</bdi>}
            </Cell>
            <Cell phone="figure" className="wrap-anywhere">
              <bdi>{change.actor?.name ?? "A deleted account"}</bdi>
            </Cell>
          </Row>
        ))}
      </Table>
      <OlderRows query={older} label="Show older changes" subject="older changes" />
    </>
  );
}
