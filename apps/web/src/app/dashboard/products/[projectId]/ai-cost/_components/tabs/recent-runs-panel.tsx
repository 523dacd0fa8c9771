"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { trpc } from "@/trpc/client";
import { Answered } from "../../../../../../../components/feedback/query-result";
import { REFRESH_MS } from "../../../../../../../trpc/refresh";
import { recentChargesOptions } from "./recent-charges";
import { RecentRuns } from "./recent-runs";

export function RecentRunsPanel({ projectId, asOf }: { projectId: string; asOf: string }) {
  const recent = useInfiniteQuery({
    ...recentChargesOptions(trpc.useUtils(), projectId),
    // Each page that was loaded is asked for again: the more of them, the more rarely.
    refetchInterval: ({ state }) => REFRESH_MS * Math.max(1, state.data?.pages.length ?? 1),
  });
  return (
    <Answered question={recent} subject="recent runs" height="min-h-96">
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
    </Answered>
  );
}
