"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { QueryResult } from "@/components/feedback/query-result";
import { trpc } from "@/trpc/client";
import { REFRESH_MS } from "@/trpc/refresh";
import { recentChargesOptions } from "./recent-charges";
import { RecentRuns } from "./recent-runs";

export function RecentRunsPanel({ projectId, asOf }: { projectId: string; asOf: string }) {
  const recent = useInfiniteQuery({
    ...recentChargesOptions(trpc.useUtils(), projectId),
    // A refetch fetches every loaded page again, so the interval grows with the number of pages.
    refetchInterval: ({ state }) => REFRESH_MS * Math.max(1, state.data?.pages.length ?? 1),
  });
  return (
    <QueryResult query={recent} subject="recent runs" height="min-h-96">
      {({ pages }) => (
        <RecentRuns
          charges={pages.flat()}
          projectId={projectId}
          asOf={asOf}
          hasOlder={recent.hasNextPage}
          isLoadingOlder={recent.isFetchingNextPage}
          hasOlderFailed={recent.isFetchNextPageError}
          onLoadOlder={() => recent.fetchNextPage()}
        />
      )}
    </QueryResult>
  );
}
