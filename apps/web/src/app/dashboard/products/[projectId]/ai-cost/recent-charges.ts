import { infiniteQueryOptions } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "@/trpc/client";

/** How many the procedure answers at a time. */
const PAGE_ROWS = 50;

type Utils = ReturnType<typeof trpc.useUtils>;

/**
 * The newest charges, page after page, each asked for by the id of the last row before it. The
 * procedure names that `before`, not `cursor`, so the pages are put together here. What the server
 * has put into the HTML is the first one.
 */
export function recentChargesOptions(utils: Utils, projectId: string) {
  const firstPage = utils.aiCost.getRecentTransactions.getData({ projectId });
  return infiniteQueryOptions({
    queryKey: [...getQueryKey(trpc.aiCost.getRecentTransactions, { projectId }), "pages"],
    queryFn: ({ pageParam, signal }) =>
      utils.client.aiCost.getRecentTransactions.query(
        pageParam === null ? { projectId } : { projectId, before: pageParam },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.length < PAGE_ROWS ? undefined : page.at(-1)?.id),
    ...(firstPage && { initialData: { pages: [firstPage], pageParams: [null] } }),
  });
}
