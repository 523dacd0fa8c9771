import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

/** How many rows a procedure answers at a time. */
const PAGE_ROWS = 50;

interface PagedRows<Row> {
  /** Of the procedure with the input that its first page is asked with. */
  queryKey: QueryKey;
  /** What the server has put into the HTML; undefined when it could not. */
  firstPage: Row[] | undefined;
  /** The rows that follow the one with the id `before`; the newest without it. */
  ask: (before: string | undefined, signal: AbortSignal) => Promise<Row[]>;
}

/**
 * Rows newest first, page after page, each asked for by the id of the last row before it. The
 * procedures name that `before`, not `cursor`, so the pages are put together here.
 */
export function pagesBefore<Row extends { id: string }>({
  queryKey,
  firstPage,
  ask,
}: PagedRows<Row>) {
  return infiniteQueryOptions({
    queryKey: [...queryKey, "pages"],
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.length < PAGE_ROWS ? undefined : page.at(-1)?.id),
    ...(firstPage && { initialData: { pages: [firstPage], pageParams: [undefined] } }),
  });
}
