import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "@/trpc/client";
import type { RunListInput } from "./run-list-view";

type Utils = ReturnType<typeof trpc.useUtils>;

/** The options of the infinite query for runs. The server has prefetched the first page. */
export function runPages(utils: Utils, input: RunListInput) {
  const firstPage = utils.pipelineRuns.list.getData(input);
  return infiniteQueryOptions({
    queryKey: [...getQueryKey(trpc.pipelineRuns.list, input), "pages"],
    queryFn: ({ pageParam, signal }) =>
      utils.client.pipelineRuns.list.query(
        { ...input, ...(pageParam !== null && { after: pageParam }) },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    ...(firstPage && { initialData: { pages: [firstPage], pageParams: [null] } }),
  });
}
