"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { QueryResult } from "@/components/feedback/query-result";
import { Card, CardHeader } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { cursorPages } from "@/trpc/cursor-pages";
import { ChangeTable } from "./_components/change-table";

/** Queries the newest changes, and older changes on request. */
export function Changes({ projectId, asOf }: { projectId: string; asOf: string }) {
  const utils = trpc.useUtils();
  const changes = useInfiniteQuery({
    ...cursorPages({
      queryKey: getQueryKey(trpc.auditEvents.list, { projectId }),
      firstPage: utils.auditEvents.list.getData({ projectId }),
      cursorOf: ({ id }) => id,
      fetchPage: (before, signal) =>
        utils.client.auditEvents.list.query({ projectId, before }, { signal }),
    }),
    // A person who opens this page right after a change expects to see that change.
    refetchOnMount: "always",
  });
  return (
    <Card aria-labelledby="changes" className="overflow-hidden">
      <CardHeader titleId="changes" title="Changes" />
      <QueryResult query={changes} subject="changes" height="min-h-96">
        {({ pages }) => <ChangeTable changes={pages.flat()} asOf={asOf} older={changes} />}
      </QueryResult>
    </Card>
  );
}
