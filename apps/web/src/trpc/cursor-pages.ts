import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

interface PagedRows<Row> {
  /** The query key of the procedure call that fetches the first page. */
  queryKey: QueryKey;
  /** The prefetched first page; undefined when prefetching failed. */
  firstPage: Row[] | undefined;
  /** Fetches the rows that follow the row with this cursor; without a cursor, the first rows. */
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Row[]>;
  cursorOf: (row: Row) => string;
  /** The maximum number of rows in one output of the procedure. */
  pageRows?: number;
}

/**
 * The options of an infinite query for a list, where the cursor is a field of the last row. tRPC's own
 * infinite queries require an input named `cursor`, but these procedures have other names for it.
 */
export function cursorPages<Row>({
  queryKey,
  firstPage,
  fetchPage,
  cursorOf,
  pageRows = 50,
}: PagedRows<Row>) {
  return infiniteQueryOptions({
    queryKey: [...queryKey, "pages"],
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => {
      const last = page.at(-1);
      return last === undefined || page.length < pageRows ? undefined : cursorOf(last);
    },
    ...(firstPage && { initialData: { pages: [firstPage], pageParams: [undefined] } }),
  });
}
