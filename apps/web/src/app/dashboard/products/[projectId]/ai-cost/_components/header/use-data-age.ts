"use client";

import { notifyManager, type Query, type QueryCache, useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { trpc } from "@/trpc/client";

/** How old what is on screen is: of each answer that an open part of the page shows. */
export function useAnswersAge() {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback(
    (onChange: () => void) => cache.subscribe(notifyManager.batchCalls(onChange)),
    [cache],
  );
  const readUpdatedAtMs = () => oldestMs(shownAnswers(cache));
  const readHasFailed = () => shownAnswers(cache).some(hasFailedSince);
  return {
    /** When the oldest came, by the browser's clock; 0 when none has. */
    updatedAtMs: useSyncExternalStore(subscribe, readUpdatedAtMs, readUpdatedAtMs),
    /** Whether one of them could not be replaced by a newer one. */
    hasFailed: useSyncExternalStore(subscribe, readHasFailed, readHasFailed),
  };
}

/** Before the first paint nothing is shown yet; what came with the page is what will be. */
function shownAnswers(cache: QueryCache): readonly Query[] {
  const queryKey = getQueryKey(trpc.aiCost);
  const shown = cache.findAll({ queryKey, type: "active" });
  return shown.length > 0 ? shown : cache.findAll({ queryKey });
}

function oldestMs(answers: readonly Query[]): number {
  const answeredMs = answers.map(({ state }) => state.dataUpdatedAt).filter((timeMs) => timeMs > 0);
  return answeredMs.length === 0 ? 0 : Math.min(...answeredMs);
}

const hasFailedSince = ({ state }: Query): boolean =>
  state.data !== undefined && state.errorUpdatedAt > state.dataUpdatedAt;
