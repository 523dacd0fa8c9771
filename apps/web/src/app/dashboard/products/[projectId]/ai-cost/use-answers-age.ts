"use client";

import { type Query, useIsFetching, useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "@/trpc/client";

/** How old what is on screen is, whatever that is: each answer that an open part of the page shows. */
export function useAnswersAge() {
  const queryKey = getQueryKey(trpc.aiCost);
  // Renders again whenever a question is asked or answered.
  useIsFetching({ queryKey });
  const shown = useQueryClient().getQueryCache().findAll({ queryKey, type: "active" });
  return { updatedAtMs: oldest(shown), hasFailed: shown.some(hasFailedSince) };
}

/** Of the answers that have come; 0 while there is none. */
function oldest(shown: readonly Query[]): number {
  const answeredMs = shown.map(({ state }) => state.dataUpdatedAt).filter((timeMs) => timeMs > 0);
  return answeredMs.length === 0 ? 0 : Math.min(...answeredMs);
}

/** Whether an answer is on screen that could not be replaced by a newer one. */
const hasFailedSince = ({ state }: Query): boolean =>
  state.data !== undefined && state.status === "error";
