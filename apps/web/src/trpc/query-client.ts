import { QueryCache, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

const STALE_MS = 30_000;
const MAX_RETRIES = 2;

/** The HTTP status of a failed procedure; undefined when there was no response. */
function httpStatusOf(error: unknown): number | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const status: unknown = error.data?.httpStatus;
  return typeof status === "number" ? status : undefined;
}

/** Whether to retry: a refused query stays refused, but a failing server or connection may recover. */
export function shouldRetry(failures: number, error: unknown): boolean {
  const httpStatus = httpStatusOf(error);
  return failures < MAX_RETRIES && (httpStatus === undefined || httpStatus >= 500);
}

/**
 * Creates the query cache. `onSignedOut` is called when a procedure answers that there is no session.
 * Queries and mutations run even when the browser is offline: they fail with a message instead of
 * waiting silently, and no mutation runs later that a person has given up.
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
