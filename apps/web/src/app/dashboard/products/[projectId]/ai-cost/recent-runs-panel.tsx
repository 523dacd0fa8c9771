"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { trpc } from "@/trpc/client";
import { Answered } from "./_components/answered";
import { RecentRuns } from "./_components/recent-runs";
import { recentChargesOptions } from "./recent-charges";
import { REFRESH_MS } from "./refresh";

export function RecentRunsPanel({ projectId, asOf }: { projectId: string; asOf: string }) {
  const recent = useInfiniteQuery({
    ...recentChargesOptions(trpc.useUtils(), projectId),
    refetchInterval: REFRESH_MS,
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
