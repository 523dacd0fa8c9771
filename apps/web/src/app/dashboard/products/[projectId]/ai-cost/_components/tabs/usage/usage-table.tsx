import { OTHER_AGENT_TYPES } from "@ai-cost/domain";
import { Fragment, useState } from "react";
import { onDemand } from "@/components/on-demand";
import { RowToggle } from "@/components/table/row-toggle";
import type { Sort } from "@/components/table/sort";
import { Row, RowHeader, Table } from "@/components/table/table";
import { formatCount } from "@/lib/format";
import type { FoldedRows } from "../../../usage/fold-tail";
import { usageColumns } from "../../../usage/usage-columns";
import type { GroupRow } from "../../../usage/usage-rows";
import { sortUsage, type UsageGrouping, type UsageSortKey } from "../../../usage/usage-values";
import type { PartsInput } from "./opened-usage";
import { UsageCells } from "./usage-cells";
import { UsageName } from "./usage-name";
import { usageScale } from "./usage-scale";

const OpenedUsage = onDemand(() => import("./opened-usage").then((module) => module.OpenedUsage));

export interface UsageTableProps {
  caption: string;
  grouping: UsageGrouping;
  rows: FoldedRows;
  total: GroupRow;
  /** The header of the change; absent when nothing is compared. */
  changeLabel: string | undefined;
  sort: Sort<UsageSortKey>;
  onSort: (sort: Sort<UsageSortKey>) => void;
  /** The inputs for the parts of a row, which are beneath it while it is open. */
  partsOf: (name: string) => PartsInput;
  /** A remark after the name of a row. */
  noteOf?: (row: GroupRow) => string | null;
}

const TAIL_NOUNS = { agentType: "agent type", model: "model", month: "month" } as const;

/** A table by agent type, model or month. It can be sorted, its rows open, and its tail is folded. */
export function UsageTable(props: UsageTableProps) {
  const { caption, grouping, rows, total, changeLabel, sort, onSort, partsOf, noteOf } = props;
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
          <RowHeader className="@2xl/table:min-w-48 @5xl/table:min-w-64">
            {row.name === OTHER_AGENT_TYPES ? (
              <span className="pl-4.5">{name}</span>
            ) : (
              <RowToggle
                isOpen={isOpen}
                onToggle={() => toggle(row.name)}
                onIntent={OpenedUsage.preload}
              >
                {name}
              </RowToggle>
            )}
          </RowHeader>
          <UsageCells row={row} grouping={grouping} scale={scale} />
        </Row>
        {isOpen && (
          <OpenedUsage
            row={row}
            parts={partsOf(row.name)}
            columnCount={columns.length}
            {...{ grouping, sort, scale }}
          />
        )}
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
