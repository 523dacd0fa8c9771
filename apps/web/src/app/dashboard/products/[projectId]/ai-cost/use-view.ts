"use client";

import { useQueryStates } from "nuqs";
import type { Range, TabName } from "./search-params";
import { searchParams } from "./search-params";
import { viewOf } from "./view";

/**
 * The view that the address describes, with functions that change it. Each change adds a history
 * entry, so that the Back button undoes it.
 */
export function useView(asOf: string) {
  const [params, setParams] = useQueryStates(searchParams, { history: "push", shallow: true });
  return {
    view: viewOf(params, asOf),
    /** Shows a month; null shows the current month. */
    showMonth: (month: string | null) => setParams({ month }),
    showRange: (range: Range) => setParams({ range }),
    showTab: (tab: TabName) => setParams({ tab }),
  };
}
