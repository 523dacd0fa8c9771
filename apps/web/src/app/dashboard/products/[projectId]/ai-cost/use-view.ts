"use client";

import { useQueryStates } from "nuqs";
import type { Range, TabName } from "./search-params";
import { searchParams } from "./search-params";
import { viewOf } from "./view";

/** The view in the address, with setters that push another one, so that Back undoes it. */
export function useView(asOf: string) {
  const [params, setParams] = useQueryStates(searchParams, { history: "push", shallow: true });
  return {
    view: viewOf(params, asOf),
    /** Null for the current month. */
    showMonth: (month: string | null) => setParams({ month }),
    showRange: (range: Range) => setParams({ range }),
    showTab: (tab: TabName) => setParams({ tab }),
  };
}
