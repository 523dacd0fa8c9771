import type { ReactNode } from "react";
import { requestIdOf } from "@/trpc/request-id";
import { ErrorPanel } from "./error-panel";
import { Skeleton } from "./skeleton";

/** The fields of a query that `QueryResult` uses. */
export interface QueryState<Data> {
  data: Data | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

interface QueryResultProps<Data> {
  query: QueryState<Data>;
  /** The name of the data, which completes a sentence such as `The daily spend could not be loaded.` */
  subject: string;
  /** The height of the loaded content, as a class name. */
  height: string;
  /** A placeholder that replaces the plain skeleton while the query loads. */
  pending?: ReactNode;
  children: (data: Data) => ReactNode;
}

/**
 * The result of a query: a skeleton of the same height while it loads, an error with a button to try
 * again, or the content.
 */
export function QueryResult<Data>(props: QueryResultProps<Data>) {
  const { query, subject, height, pending, children } = props;
  const { data, error, isFetching, refetch } = query;
  if (data !== undefined) return children(data);
  if (!error) return pending ?? <Skeleton label={`Loading the ${subject}`} className={height} />;
  return (
    <div className={height}>
      <ErrorPanel
        title={`The ${subject} could not be loaded.`}
        requestId={requestIdOf(error)}
        isRetrying={isFetching}
        onRetry={refetch}
      />
    </div>
  );
}
