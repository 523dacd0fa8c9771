"use client";

import { skipToken } from "@tanstack/react-query";
import { classNames } from "@/components/class-names";
import { QueryResult } from "@/components/feedback/query-result";
import type { Sort } from "@/components/table/sort";
import { formatDays } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import { LIVE } from "../../../live-query";
import type { Breakdown } from "../../../outputs";
import { foldTail } from "../../../usage/fold-tail";
import { totalRow, usageRows } from "../../../usage/usage-rows";
import { usageSort } from "../../../usage/usage-sort";
import { PART_GROUPING } from "../../../usage/usage-values";
import {
  comparedUsageInput,
  hasFilter,
  monthUsageInput,
  type UsageFilter,
  type View,
} from "../../../view";
import { EmptyMonth } from "../empty-month";
import { ExportLink } from "../export-link";
import { UsageTable } from "./usage-table";

export interface UsagePanelProps {
  projectId: string;
  view: View;
  onSort: (sort: Sort<string>) => void;
}

interface Props extends UsagePanelProps {
  grouping: "agentType" | "model";
}

const CAPTIONS = { agentType: "Spend by agent type", model: "Spend by model" } as const;
const SUBJECTS = { agentType: "spend by agent type", model: "spend by model" } as const;

/** The agent types or models of the month on screen. A row opens to its models or agent types. */
export function UsagePanel(props: Props) {
  const { projectId, view, grouping } = props;
  const usage = trpc.aiCost.getBreakdown.useQuery(monthUsageInput(projectId, view, grouping), LIVE);
  const comparedInput = comparedUsageInput(projectId, view, grouping);
  const compared = trpc.aiCost.getBreakdown.useQuery(comparedInput ?? skipToken, LIVE);
  return (
    <QueryResult query={usage} subject={SUBJECTS[grouping]} height="min-h-96">
      {(data) => (
        <div
          aria-busy={usage.isPlaceholderData}
          className={classNames(usage.isPlaceholderData && "opacity-50")}
        >
          {data.rows.length === 0 && data.total.calls === 0 ? (
            <EmptyMonth month={view.month} isFiltered={hasFilter(view)} />
          ) : (
            <Usage {...props} usage={data} compared={comparedInput ? compared.data : undefined} />
          )}
        </div>
      )}
    </QueryResult>
  );
}

function Usage(props: Props & { usage: Breakdown; compared: Breakdown | undefined }) {
  const { projectId, view, grouping, onSort, usage, compared } = props;
  const days = compared?.previousRange;
  const sort = usageSort(view.sort, grouping, days != null);
  return (
    <>
      <UsageTable
        caption={CAPTIONS[grouping]}
        grouping={grouping}
        rows={foldTail(usageRows(usage, compared), usage)}
        total={totalRow(usage, compared)}
        changeLabel={days ? `vs ${formatDays(days.from, days.to)}` : undefined}
        sort={sort}
        onSort={onSort}
        partsOf={(name) => {
          const opened = { ...view, filter: filterOf(grouping, name, view.filter) };
          return {
            input: monthUsageInput(projectId, opened, PART_GROUPING[grouping]),
            compared: comparedUsageInput(projectId, opened, PART_GROUPING[grouping]),
          };
        }}
      />
      <ExportLink
        projectId={projectId}
        view={view}
        table={grouping === "model" ? "models" : "agents"}
      />
    </>
  );
}

/** Limits the filter to one agent type or model. */
const filterOf = (grouping: Props["grouping"], name: string, filter: UsageFilter): UsageFilter =>
  grouping === "model" ? { ...filter, models: [name] } : { ...filter, agentTypes: [name] };
