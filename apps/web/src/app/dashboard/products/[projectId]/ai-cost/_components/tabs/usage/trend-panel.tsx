"use client";

import { monthRange } from "@ai-cost/domain";
import { QueryResult } from "@/components/feedback/query-result";
import { trpc } from "@/trpc/client";
import { LIVE } from "../../../live-query";
import { allShown } from "../../../usage/fold-tail";
import { monthRows } from "../../../usage/month-rows";
import { totalRow } from "../../../usage/usage-rows";
import { usageSort } from "../../../usage/usage-sort";
import { PART_GROUPING } from "../../../usage/usage-values";
import { monthUsageInput, trendInput } from "../../../view";
import { ExportLink } from "../export-link";
import { MonthBars } from "../month-bars";
import type { UsagePanelProps } from "./usage-panel";
import { UsageTable } from "./usage-table";

/** The last six months as bars and as a table, oldest first. A month opens to its agent types. */
export function TrendPanel({ projectId, view, onSort }: UsagePanelProps) {
  const trend = trpc.aiCost.getBreakdown.useQuery(trendInput(projectId, view), LIVE);
  const sort = usageSort(view.sort, "month", true);
  return (
    <QueryResult query={trend} subject="monthly trend" height="min-h-96">
      {(data) => {
        const rows = monthRows(data);
        const currentMonth = rows.at(-1)?.name;
        return (
          <>
            <MonthBars rows={rows} />
            <UsageTable
              caption="Monthly spend"
              grouping="month"
              rows={allShown(rows)}
              total={totalRow(data, undefined)}
              changeLabel="vs month before"
              sort={sort}
              onSort={onSort}
              noteOf={({ name }) => (name === currentMonth ? ", so far" : null)}
              partsOf={(month) => ({
                input: {
                  ...monthUsageInput(projectId, view, PART_GROUPING.month),
                  ...monthRange(month),
                },
                compared: null,
              })}
            />
            <ExportLink projectId={projectId} view={view} table="trend" />
          </>
        );
      }}
    </QueryResult>
  );
}
