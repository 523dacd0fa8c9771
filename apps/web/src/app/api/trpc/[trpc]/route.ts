import { appRouter, isUnexpected, retryAfterSeconds } from "@ai-cost/api";
import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { log } from "@/server/log/log";
import { requestContext } from "@/server/request-context";
import { REQUEST_ID } from "@/server/request-headers";
import { MAX_BATCH_SIZE } from "@/trpc/limits";

/**
 * Runs procedures. The edge server has already refused a mutation that is not JSON or that comes from
 * another site.
 */
const handle = (request: Request): Promise<Response> =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => requestContext(request.headers),
    maxBatchSize: MAX_BATCH_SIZE,
    responseMeta: ({ errors }) => ({ headers: retryAfterHeader(errors) }),
    onError: ({ error, ctx, path }) => {
      if (!ctx) logWithoutContext(error, path, request.headers);
    },
  });

/** The header that says when to try again, if a procedure was refused because of too many requests. */
function retryAfterHeader(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.map((error) => retryAfterSeconds(error) ?? 0);
  const longest = Math.max(0, ...seconds);
  return longest > 0 ? { "retry-after": String(longest) } : {};
}

/**
 * Logs an unexpected error that happened before any procedure ran, because the session could not be
 * read. Procedures log their own errors.
 */
function logWithoutContext(error: TRPCError, procedure: string | undefined, headers: Headers) {
  if (!isUnexpected(error)) return;
  const { cause } = error;
  log.error("a request failed", { procedure, requestId: headers.get(REQUEST_ID), cause });
}

export { handle as GET, handle as POST };
