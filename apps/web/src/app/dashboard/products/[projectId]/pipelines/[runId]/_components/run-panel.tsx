import type { ReactNode } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { Skeleton } from "@/components/feedback/skeleton";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import { formatCount } from "@/lib/format";
import { requestIdOf } from "@/trpc/request-id";

const PAGE_SIZE = 50;

interface RunPanelProps<Row> {
  title: "Jobs" | "Charges";
  /** The number of jobs or charges in the run, on all pages; undefined until the run is loaded. */
  total: number | undefined;
  query: {
    data: readonly Row[] | undefined;
    error: unknown;
    isFetching: boolean;
    isPlaceholderData: boolean;
    refetch: () => unknown;
  };
  isFirstPage: boolean;
  /** The id of the last row on this page, which is the cursor of the next page; undefined without rows. */
  lastId: string | undefined;
  /** Shows the page that begins after this id; null shows the first page. */
  onPage: (after: string | null) => unknown;
  firstPageLabel: string;
  nextPageLabel: string;
  children: (rows: readonly Row[]) => ReactNode;
}

/**
 * A panel with one page of a run's jobs or charges, including its loading, empty and error states, and
 * with buttons for the first and next page.
 */
export function RunPanel<Row>({ title, total, query, children, ...paging }: RunPanelProps<Row>) {
  const noun = title === "Jobs" ? "job" : "charge";
  const titleId = `run-${noun}s`;
  return (
    <Card aria-labelledby={titleId} aria-busy={query.isPlaceholderData} className="overflow-hidden">
      <CardHeader titleId={titleId} title={title}>
        {total !== undefined && (
          <p className="text-muted text-sm tabular-nums">{formatCount(total, noun)}</p>
        )}
      </CardHeader>
      <div className={query.isPlaceholderData ? "opacity-60" : undefined}>
        <PanelBody noun={noun} query={query}>
          {children}
        </PanelBody>
      </div>
      <Paging {...paging} shown={query.data?.length ?? 0} />
    </Card>
  );
}

function PanelBody<Row>({
  noun,
  query,
  children,
}: Pick<RunPanelProps<Row>, "query" | "children"> & { noun: string }) {
  if (query.error && (!query.data || query.isPlaceholderData))
    return (
      <ErrorPanel
        title={`The ${noun}s could not be loaded.`}
        requestId={requestIdOf(query.error)}
        onRetry={() => query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  if (!query.data) return <Skeleton label={`Loading the ${noun}s`} />;
  if (query.data.length === 0) return <EmptyState title={`No ${noun}s here`} />;
  return children(query.data);
}

function Paging<Row>({
  isFirstPage,
  lastId,
  onPage,
  firstPageLabel,
  nextPageLabel,
  shown,
}: Pick<
  RunPanelProps<Row>,
  "isFirstPage" | "lastId" | "onPage" | "firstPageLabel" | "nextPageLabel"
> & { shown: number }) {
  const hasMore = shown === PAGE_SIZE && lastId !== undefined;
  if (isFirstPage && !hasMore) return null;
  return (
    <div className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">
      {!isFirstPage && <Button onClick={() => onPage(null)}>{firstPageLabel}</Button>}
      {hasMore && <Button onClick={() => onPage(lastId)}>{nextPageLabel}</Button>}
    </div>
  );
}
