"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { QueryResult } from "@/components/feedback/query-result";
import { Card, CardHeader } from "@/components/layout/card";
import { trpc } from "@/trpc/client";
import { cursorPages } from "@/trpc/cursor-pages";
import { ChangeList } from "./_components/change-list";

/** Queries the newest changes of budgets, and older ones on request. */
export function History({ projectId, asOf }: { projectId: string; asOf: string }) {
  const utils = trpc.useUtils();
  const changes = useInfiniteQuery(
    cursorPages({
      queryKey: getQueryKey(trpc.budgets.history, { projectId }),
      firstPage: utils.budgets.history.getData({ projectId }),
      cursorOf: ({ id }) => id,
      fetchPage: (before, signal) =>
        utils.client.budgets.history.query({ projectId, before }, { signal }),
    }),
  );
  return (
    <Card aria-labelledby="budget-history" className="overflow-hidden">
      <CardHeader titleId="budget-history" title="History" />
      <QueryResult query={changes} subject="history" height="min-h-24">
        {({ pages }) => <ChangeList changes={pages.flat()} asOf={asOf} older={changes} />}
      </QueryResult>
    </Card>
  );
}
