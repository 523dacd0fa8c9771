"use client";

import { skipToken } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/form/button";
import type { Sort } from "@/components/table/sort";
import { Row, RowHeader } from "@/components/table/table";
import { trpc } from "@/trpc/client";
import { LIVE } from "../../../live-query";
import { usageRows } from "../../../usage/usage-rows";
import { sortUsage, type UsageGrouping, type UsageSortKey } from "../../../usage/usage-values";
import type { BreakdownInput } from "../../../view";
import { UsageCells } from "./usage-cells";
import { UsageName } from "./usage-name";
import type { UsageScale } from "./usage-scale";

interface OpenedUsageProps {
  /** The inputs of the rows beneath the open row; `compared` is null when nothing is compared. */
  input: BreakdownInput;
  compared: BreakdownInput | null;
  /** The open row's share of the whole cost, of which the rows beneath are parts. */
  sharePct: number;
  /** What the table's rows are, which decides the columns. */
  grouping: UsageGrouping;
  /** What the rows beneath are. */
  subGrouping: UsageGrouping;
  sort: Sort<UsageSortKey>;
  scale: UsageScale;
  columnCount: number;
}

/** The parts of an open row: the models of an agent type, or the agent types of a model or month. */
export function OpenedUsage(props: OpenedUsageProps) {
  const { input, compared, sharePct, grouping, subGrouping, sort, scale, columnCount } = props;
  const usage = trpc.aiCost.getBreakdown.useQuery(input, LIVE);
  const change = trpc.aiCost.getBreakdown.useQuery(compared ?? skipToken, LIVE);
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
  const rows = usageRows(usage.data, compared ? change.data : undefined);
  const parts = rows.map((row) => ({ ...row, sharePct: (row.sharePct * sharePct) / 100 }));
  return sortUsage(parts, sort, subGrouping).map((row) => (
    <Row key={row.name} className="bg-sunken">
      <RowHeader>
        <span className="inline-block pl-5 @2xl/table:pl-6.5">
          <UsageName grouping={subGrouping} name={row.name} />
        </span>
      </RowHeader>
      <UsageCells row={row} grouping={grouping} scale={scale} />
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
