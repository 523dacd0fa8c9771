import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/error-panel";
import { Skeleton } from "@/components/skeleton";
import { requestIdOf } from "../request-id";

/** What this needs of a query. */
export interface Question<Data> {
  data: Data | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

interface AnsweredProps<Data> {
  question: Question<Data>;
  /** What is read, as it stands in `The daily spend could not be read.` */
  subject: string;
  /** The height that the answer will take, as a class name. */
  height?: string;
  children: (data: Data) => ReactNode;
}

/** The answer; until it comes a stand-in of its size, and when it fails a way to ask again. */
export function Answered<Data>({ question, subject, height, children }: AnsweredProps<Data>) {
  const { data, error, isFetching, refetch } = question;
  if (data !== undefined) return children(data);
  if (!error)
    return <Skeleton label={`Reading the ${subject}`} {...(height && { className: height })} />;
  return (
    <div className={height}>
      <ErrorPanel
        title={`The ${subject} could not be read.`}
        requestId={requestIdOf(error)}
        isRetrying={isFetching}
        onRetry={refetch}
      />
    </div>
  );
}
