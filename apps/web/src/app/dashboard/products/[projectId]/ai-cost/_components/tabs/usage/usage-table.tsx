import { OTHER_AGENT_TYPES } from "@ai-cost/domain";
import { Fragment, type ReactNode, useState } from "react";
import { RowToggle } from "@/components/table/row-toggle";
import type { Sort } from "@/components/table/sort";
import { Row, RowHeader, Table } from "@/components/table/table";
import { formatCount } from "@/lib/format";
import { usageColumns } from "../../../usage/usage-columns";
import type { FoldedRows, GroupRow } from "../../../usage/usage-rows";
import { sortUsage, type UsageGrouping, type UsageSortKey } from "../../../usage/usage-values";
import { UsageCells } from "./usage-cells";
import { UsageFacts } from "./usage-facts";
import { UsageName } from "./usage-name";
import { type UsageScale, usageScale } from "./usage-scale";

export interface UsageTableProps {
  caption: string;
  grouping: UsageGrouping;
  rows: FoldedRows;
  total: GroupRow;
  /** The header of the change; absent when nothing is compared. */
  changeLabel: string | undefined;
  sort: Sort<UsageSortKey>;
  onSort: (sort: Sort<UsageSortKey>) => void;
  /** The rows beneath a row that is open. */
  renderOpen: (row: GroupRow, scale: UsageScale, columnCount: number) => ReactNode;
  /** A remark after the name of a row. */
  noteOf?: (row: GroupRow) => string | null;
}

const TAIL_NOUNS = { agentType: "agent type", model: "model", month: "month" } as const;

/** A table by agent type, model or month. It can be sorted, its rows open, and its tail is folded. */
export function UsageTable(props: UsageTableProps) {
  const { caption, grouping, rows, total, changeLabel, sort, onSort, renderOpen, noteOf } = props;
  const [openNames, setOpenNames] = useState<ReadonlySet<string>>(new Set());
  const [isTailOpen, setIsTailOpen] = useState(false);
  const columns = usageColumns(grouping, changeLabel);
  const scale = usageScale(rows.shown, grouping, changeLabel !== undefined);

  function toggle(name: string) {
    const names = new Set(openNames);
    if (!names.delete(name)) names.add(name);
    setOpenNames(names);
  }

  const render = (row: GroupRow) => {
    const isOpen = openNames.has(row.name);
    const name = <UsageName grouping={grouping} name={row.name} note={noteOf?.(row)} />;
    return (
      <Fragment key={row.name}>
        <Row>
          <RowHeader className="@2xl/table:min-w-48">
            {row.name === OTHER_AGENT_TYPES ? (
              <span className="pl-4.5">{name}</span>
            ) : (
              <RowToggle isOpen={isOpen} onToggle={() => toggle(row.name)}>
                {name}
              </RowToggle>
            )}
          </RowHeader>
          <UsageCells row={row} grouping={grouping} scale={scale} />
        </Row>
        {isOpen && <UsageFacts figures={row.figures} columnCount={columns.length} />}
        {isOpen && renderOpen(row, scale, columns.length)}
      </Fragment>
    );
  };

  return (
    <Table
      caption={caption}
      columns={columns}
      sorting={{ sort, onSort }}
      footer={
        <Row className="font-medium">
          <RowHeader className="font-medium">
            <span className="@2xl/table:pl-4.5">Total</span>
          </RowHeader>
          <UsageCells row={total} grouping={grouping} scale={scale} isTotal />
        </Row>
      }
    >
      {sortUsage(rows.shown, sort, grouping).map(render)}
      {rows.tailSum && (
        <Row>
          <RowHeader>
            <RowToggle isOpen={isTailOpen} onToggle={() => setIsTailOpen(!isTailOpen)}>
              <span className="text-accent">
                {formatCount(rows.tail.length, `more ${TAIL_NOUNS[grouping]}`)}
              </span>
            </RowToggle>
          </RowHeader>
          <UsageCells row={rows.tailSum} grouping={grouping} scale={scale} />
        </Row>
      )}
      {isTailOpen && sortUsage(rows.tail, sort, grouping).map(render)}
    </Table>
  );
}
