"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { QueryResult } from "@/components/feedback/query-result";
import { trpc } from "@/trpc/client";
import { REFRESH_MS } from "@/trpc/refresh";
import { hasFilter, recentChargesInput, type View } from "../../view";
import { recentChargesOptions } from "./recent-charges";
import { RecentRuns } from "./recent-runs";

interface RecentRunsPanelProps {
  projectId: string;
  view: View;
  asOf: string;
}

export function RecentRunsPanel({ projectId, view, asOf }: RecentRunsPanelProps) {
  const recent = useInfiniteQuery({
    ...recentChargesOptions(trpc.useUtils(), recentChargesInput(projectId, view)),
    // A refetch fetches every loaded page again, so the interval grows with the number of pages.
    refetchInterval: ({ state }) => REFRESH_MS * Math.max(1, state.data?.pages.length ?? 1),
  });
  return (
    <QueryResult query={recent} subject="recent runs" height="min-h-96">
      {({ pages }) => (
        <RecentRuns
          charges={pages.flat()}
          month={view.isPastMonth ? view.month : null}
          isFiltered={hasFilter(view)}
          projectId={projectId}
          asOf={asOf}
          older={recent}
        />
      )}
    </QueryResult>
  );
}
