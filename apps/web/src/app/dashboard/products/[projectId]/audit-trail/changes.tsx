"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { Card, CardHeader } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { pagesBefore } from "@/trpc/cursor-pages";
import { Answered } from "../../../../../components/feedback/query-result";
import { ChangeTable } from "./_components/change-table";

/** Asks for the changes, the newest first and the others as a person asks for them. */
export function Changes({ projectId, asOf }: { projectId: string; asOf: string }) {
  const utils = trpc.useUtils();
  const changes = useInfiniteQuery({
    ...pagesBefore({
      queryKey: getQueryKey(trpc.auditEvents.list, { projectId }),
      firstPage: utils.auditEvents.list.getData({ projectId }),
      ask: (before, signal) =>
        utils.client.auditEvents.list.query({ projectId, before }, { signal }),
    }),
    // Whoever comes back from a change that they made looks for it here, however soon.
    refetchOnMount: "always",
  });
  return (
    <Card aria-labelledby="changes" className="overflow-hidden">
      <CardHeader titleId="changes" title="Changes" />
      <Answered question={changes} subject="changes" height="min-h-96">
        {({ pages }) => (
          <ChangeTable
            changes={pages.flat()}
            asOf={asOf}
            hasOlder={changes.hasNextPage}
            isLoadingOlder={changes.isFetchingNextPage}
            hasOlderFailed={changes.isFetchNextPageError}
            onLoadOlder={() => changes.fetchNextPage()}
          />
        )}
      </Answered>
    </Card>
  );
}
