import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

/** The number of rows in one output of a procedure. */
const PAGE_ROWS = 50;

interface PagedRows<Row> {
  /** The query key of the procedure's first page. */
  queryKey: QueryKey;
  /** The prefetched first page; undefined when prefetching failed. */
  firstPage: Row[] | undefined;
  /** Fetches the rows after the one with the id `before`, or the newest rows without it. */
  fetchPage: (before: string | undefined, signal: AbortSignal) => Promise<Row[]>;
}

/**
 * Options of an infinite query over rows with the newest first, where the id of the last row is the
 * cursor. tRPC's own infinite queries need an input named `cursor`; these procedures name it `before`.
 */
export function cursorPages<Row extends { id: string }>({
  queryKey,
  firstPage,
  fetchPage,
}: PagedRows<Row>) {
  return infiniteQueryOptions({
    queryKey: [...queryKey, "pages"],
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.length < PAGE_ROWS ? undefined : page.at(-1)?.id),
    ...(firstPage && { initialData: { pages: [firstPage], pageParams: [undefined] } }),
  });
}
