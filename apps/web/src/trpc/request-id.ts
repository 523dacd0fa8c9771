import type { AppRouter } from "@ai-cost/api";
import { TRPCClientError } from "@trpc/client";

/**
 * The id under which the server logged a failed procedure call; undefined when no response of this
 * server arrived.
 */
export function requestIdOf(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const { data, meta }: TRPCClientError<AppRouter> = error;
  const response = meta?.response;
  const header = response instanceof Response ? response.headers.get("x-request-id") : null;
  return data?.requestId ?? header ?? undefined;
}
