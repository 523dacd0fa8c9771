"use client";

import { skipToken } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/form/button";
import type { Sort } from "@/components/table/sort";
import { Row, RowHeader } from "@/components/table/table";
import { trpc } from "@/trpc/client";
import { LIVE } from "../../../live-query";
import { type GroupRow, usageRows } from "../../../usage/usage-rows";
import {
  PART_GROUPING,
  sortUsage,
  type UsageGrouping,
  type UsageSortKey,
} from "../../../usage/usage-values";
import type { BreakdownInput } from "../../../view";
import { UsageCells } from "./usage-cells";
import { UsageFacts } from "./usage-facts";
import { UsageName } from "./usage-name";
import type { UsageScale } from "./usage-scale";

/** The inputs of the rows beneath an open row. */
export interface PartsInput {
  input: BreakdownInput;
  /** Null when nothing is compared. */
  compared: BreakdownInput | null;
}

interface OpenedUsageProps {
  row: GroupRow;
  parts: PartsInput;
  /** What the table's rows are, which decides the columns and what a row opens to. */
  grouping: UsageGrouping;
  sort: Sort<UsageSortKey>;
  scale: UsageScale;
  columnCount: number;
}

/** The exact figures and the parts of an open row: the models of an agent type, or the agent types of a model or month. */
export function OpenedUsage({ row, columnCount, ...parts }: OpenedUsageProps) {
  return (
    <>
      <UsageFacts figures={row.figures} columnCount={columnCount} />
      <Parts row={row} columnCount={columnCount} {...parts} />
    </>
  );
}

function Parts({ row, parts, grouping, sort, scale, columnCount }: OpenedUsageProps) {
  const partGrouping = PART_GROUPING[grouping];
  const usage = trpc.aiCost.getBreakdown.useQuery(parts.input, LIVE);
  const change = trpc.aiCost.getBreakdown.useQuery(parts.compared ?? skipToken, LIVE);
  if (!usage.data)
    return (
      <Message columnCount={columnCount}>
        {usage.error ? (
          <span role="alert">
            This row could not be opened.{" "}
            <Button size="small" onClick={() => usage.refetch()}>
              Try again
            </Button>
          </span>
        ) : (
          <span role="status">Loading…</span>
        )}
      </Message>
    );
  const rows = usageRows(usage.data, parts.compared ? change.data : undefined).map((part) => ({
    ...part,
    sharePct: (part.sharePct * row.sharePct) / 100,
  }));
  return sortUsage(rows, sort, partGrouping).map((part) => (
    <Row key={part.name} className="bg-sunken">
      <RowHeader>
        <span className="inline-block pl-5 @2xl/table:pl-6.5">
          <UsageName grouping={partGrouping} name={part.name} />
        </span>
      </RowHeader>
      <UsageCells row={part} grouping={grouping} scale={scale} />
    </Row>
  ));
}

function Message({ columnCount, children }: { columnCount: number; children: ReactNode }) {
  return (
    <tr className="border-line border-t bg-sunken @max-2xl/table:block">
      <td
        colSpan={columnCount}
        className="@max-2xl/table:block px-4 py-2 text-muted @2xl/table:pl-10.5"
      >
        {children}
      </td>
    </tr>
  );
}
