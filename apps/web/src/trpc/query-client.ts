import { QueryCache, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

const STALE_MS = 30_000;
const MAX_RETRIES = 2;

/** What a failed procedure says of itself on the wire; undefined when nothing answered at all. */
function httpStatusOf(error: unknown): number | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const status: unknown = error.data?.httpStatus;
  return typeof status === "number" ? status : undefined;
}

/** A refusal stays a refusal when it is asked again; silence and a failing server may pass. */
export function mayPass(failures: number, error: unknown): boolean {
  const httpStatus = httpStatusOf(error);
  return failures < MAX_RETRIES && (httpStatus === undefined || httpStatus >= 500);
}

/**
 * `onSignedOut` is told when an answer says that there is no session any more. Without a network a
 * question or a change is tried all the same: a page that says why beats one that waits in silence,
 * and no change is made later that a person has given up.
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
        retry: typeof window === "undefined" ? false : mayPass,
      },
      mutations: { networkMode: "always" },
    },
  });
}
