"use client";

import { notifyManager, type Query, type QueryCache, useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { trpc } from "@/trpc/client";

/** The age of the data on screen, over all cost queries that the page currently uses. */
export function useDataAge() {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback(
    (onChange: () => void) => cache.subscribe(notifyManager.batchCalls(onChange)),
    [cache],
  );
  const readUpdatedAtMs = () => oldestMs(shownQueries(cache));
  const readHasFailed = () => shownQueries(cache).some(hasFailedSince);
  return {
    /** The time when the oldest data arrived, by the browser's clock; 0 while no data has arrived. */
    updatedAtMs: useSyncExternalStore(subscribe, readUpdatedAtMs, readUpdatedAtMs),
    /** Whether the last refetch of at least one query failed. */
    hasFailed: useSyncExternalStore(subscribe, readHasFailed, readHasFailed),
  };
}

/**
 * The cost queries that are on screen. Before the first render no query is active, so all prefetched
 * queries count.
 */
function shownQueries(cache: QueryCache): readonly Query[] {
  const queryKey = getQueryKey(trpc.aiCost);
  const shown = cache.findAll({ queryKey, type: "active" });
  return shown.length > 0 ? shown : cache.findAll({ queryKey });
}

function oldestMs(queries: readonly Query[]): number {
  const updatedMs = queries.map(({ state }) => state.dataUpdatedAt).filter((timeMs) => timeMs > 0);
  return updatedMs.length === 0 ? 0 : Math.min(...updatedMs);
}

const hasFailedSince = ({ state }: Query): boolean =>
  state.data !== undefined && state.errorUpdatedAt > state.dataUpdatedAt;
