"use client";

import { useQueryStates } from "nuqs";
import { useKeepView } from "@/app/dashboard/_shell/kept-view";
import type { Sort } from "@/components/table/sort";
import type { ChartRange, Split, TabName } from "./search-params";
import { queryStringOf, searchParams } from "./search-params";
import { type UsageFilter, viewOf } from "./view";

/**
 * The view that the address describes, with functions that change it. Each change adds a history
 * entry, so that the Back button undoes it.
 */
export function useView(projectId: string, asOf: string) {
  const [params, setParams] = useQueryStates(searchParams, { history: "push", shallow: true });
  const { agent: _agent, model: _model, day: _day, ...ofEveryProduct } = params;
  useKeepView({
    projectId,
    own: queryStringOf({ ...params, day: null }),
    other: queryStringOf(ofEveryProduct),
  });
  return {
    view: viewOf(params, asOf),
    /** Shows a month; null shows the current month. Chosen days of the chart give way to the days of that month. */
    showMonth: (month: string | null) =>
      setParams(({ range }) => ({ month, ...(typeof range === "object" && { range: null }) })),
    showRange: (range: ChartRange) => setParams({ range }),
    showTab: (tab: TabName) => setParams({ tab }),
    splitBy: (by: Split) => setParams({ by }),
    compare: (isCompared: boolean) => setParams({ compare: isCompared ? "on" : "off" }),
    filterBy: ({ agentTypes, models }: Partial<UsageFilter>) =>
      setParams({
        ...(agentTypes && { agent: [...agentTypes] }),
        ...(models && { model: [...models] }),
      }),
    /** Sorts the table of the tab. It replaces the history entry, because nobody goes back to a sort. */
    sortBy: (sort: Sort<string>) => setParams({ sort }, { history: "replace" }),
    /** Opens a day in the dialog; null closes it. */
    openDay: (day: string | null) => setParams({ day }),
  };
}

export type ViewControls = ReturnType<typeof useView>;
