import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

/** The maximum number of rows in one output of a procedure. */
const PAGE_ROWS = 50;

interface PagedRows<Row> {
  /** The query key of the procedure call that fetches the first page. */
  queryKey: QueryKey;
  /** The prefetched first page; undefined when prefetching failed. */
  firstPage: Row[] | undefined;
  /** Fetches the rows that follow the row with the id `before`; without `before`, the newest rows. */
  fetchPage: (before: string | undefined, signal: AbortSignal) => Promise<Row[]>;
}

/**
 * The options of an infinite query for rows that are sorted newest first, where the cursor is the id
 * of the last row. tRPC's own infinite queries require an input named `cursor`, but these procedures
 * name it `before`.
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
