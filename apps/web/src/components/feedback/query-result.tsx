import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { Skeleton } from "@/components/feedback/skeleton";
import { requestIdOf } from "@/trpc/request-id";

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
  height: string;
  /** Stands in until the answer comes, where plain lines are not its shape. */
  waiting?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** The answer; until it comes a stand-in of its size, and when it fails a way to ask again. */
export function Answered<Data>(props: AnsweredProps<Data>) {
  const { question, subject, height, waiting, children } = props;
  const { data, error, isFetching, refetch } = question;
  if (data !== undefined) return children(data);
  if (!error) return waiting ?? <Skeleton label={`Reading the ${subject}`} className={height} />;
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
