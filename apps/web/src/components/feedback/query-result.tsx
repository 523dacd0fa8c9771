import type { ReactNode } from "react";
import { requestIdOf } from "@/trpc/request-id";
import { ErrorPanel } from "./error-panel";
import { Skeleton } from "./skeleton";

/** The parts of a query that are shown. */
export interface QueryState<Data> {
  data: Data | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

interface QueryResultProps<Data> {
  query: QueryState<Data>;
  /** What is loaded, as in `The daily spend could not be loaded.` */
  subject: string;
  /** The height of the loaded content, as a class name. */
  height: string;
  /** Shown while loading, where the plain skeleton does not have the shape of the content. */
  pending?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** The result of a query: a skeleton of the same height until it is there, and an error with a retry. */
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
