import { QueryCache, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

const STALE_MS = 30_000;
const MAX_RETRIES = 2;

/** The HTTP status of a failed procedure call; undefined when there was no response. */
function httpStatusOf(error: unknown): number | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const status: unknown = error.data?.httpStatus;
  return typeof status === "number" ? status : undefined;
}

/**
 * Whether to retry a failed query: yes for a server or connection error, and when too many queries were
 * sent at once; no for a query that the server refused.
 */
export function shouldRetry(failures: number, error: unknown): boolean {
  const httpStatus = httpStatusOf(error);
  const canSucceed = httpStatus === undefined || httpStatus >= 500 || httpStatus === 429;
  return failures < MAX_RETRIES && canSucceed;
}

/**
 * Creates the query cache. `onSignedOut` is called when a procedure answers that there is no session.
 * Queries and mutations also run when the browser is offline, so that they fail with a message
 * immediately. Otherwise they would wait, and a mutation could run after the person has given up.
 */
export function createQueryClient(onSignedOut?: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (httpStatusOf(error) === 401) onSignedOut?.();
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        refetchOnReconnect: true,
        staleTime: STALE_MS,
        refetchOnWindowFocus: true,
        retry: typeof window === "undefined" ? false : shouldRetry,
      },
      mutations: { networkMode: "always" },
    },
  });
}
