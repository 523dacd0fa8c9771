"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { classNames } from "@/components/class-names";
import { EmptyState } from "@/components/feedback/empty-state";
import { QueryResult } from "@/components/feedback/query-result";
import { Button } from "@/components/form/button";
import { Card } from "@/components/layout/card";
import { OlderRows } from "@/components/table/older-rows";
import { formatFullDay, formatMonth } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import { RunFilters } from "./_components/run-filters";
import { RunListHeader } from "./_components/run-list-header";
import { RunTable } from "./_components/run-table";
import { isFiltered, periodOf, type RunListPeriod, runListInput } from "./run-list-view";
import { runPages } from "./run-pages";
import { runListParams } from "./search-params";

const NO_FILTERS = { search: null, status: null, trigger: null, agent: null };

interface RunListProps {
  projectId: string;
  /** The server's time when it rendered the page. */
  asOf: string;
}

/** The runs of a month or a day. The address has the filters and the sort. */
export function RunList({ projectId, asOf }: RunListProps) {
  const [params, setParams] = useQueryStates(runListParams, { history: "push" });
  const period = periodOf(params, asOf);
  const input = runListInput(projectId, params, period);
  const runs = useInfiniteQuery(runPages(trpc.useUtils(), input));
  const { sort, direction } = params;
  return (
    <div className="flex flex-col gap-4">
      <RunListHeader
        projectId={projectId}
        asOf={asOf}
        period={period}
        onMonth={(month) => setParams({ month, day: null })}
      />
      <RunFilters projectId={projectId} params={params} period={period} onChange={setParams} />
      <Card aria-label="Runs" aria-busy={runs.isPlaceholderData} className="overflow-hidden">
        <QueryResult query={runs} subject="runs" height="min-h-96">
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.runs);
            return (
              <div className={classNames(runs.isPlaceholderData && "opacity-50")}>
                {rows.length > 0 ? (
                  <RunTable
                    runs={rows}
                    projectId={projectId}
                    asOf={asOf}
                    sort={{ by: sort, direction }}
                    onSort={({ by, direction: chosen }) =>
                      setParams({ sort: by, direction: chosen })
                    }
                  />
                ) : (
                  <NoRuns
                    period={period}
                    isFiltered={isFiltered(params)}
                    hasMore={runs.hasNextPage}
                    onClear={() => setParams(NO_FILTERS)}
                  />
                )}
                <OlderRows
                  label={rows.length > 0 ? "Load more" : "Look further"}
                  subject="other runs"
                  query={runs}
                />
              </div>
            );
          }}
        </QueryResult>
      </Card>
      <p className="text-muted text-sm">
        Typical is the median cost of the runs with the same trigger among the last 200 runs; the
        mark on each bar shows it. Costs are those of {formatMonth(period.month)}. Times are in UTC.
      </p>
    </div>
  );
}

interface NoRunsProps {
  period: RunListPeriod;
  isFiltered: boolean;
  /** Whether further runs can be looked through. */
  hasMore: boolean;
  onClear: () => void;
}

function NoRuns({ period: { month, day }, isFiltered: hasFilter, hasMore, onClear }: NoRunsProps) {
  const name = day === null ? formatMonth(month) : formatFullDay(day);
  if (hasFilter)
    return (
      <EmptyState
        title={hasMore ? "None of the first 1,000 runs matches." : `No run of ${name} matches.`}
      >
        <Button onClick={onClear}>Clear the filters</Button>
      </EmptyState>
    );
  return (
    <EmptyState title={`No run used anything in ${name}.`}>
      Runs appear here with their first usage. Choose another month above.
    </EmptyState>
  );
}
