import "server-only";
import { type AppRouter, createCaller } from "@ai-cost/api";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { headers } from "next/headers";
import { cache } from "react";
import { requestContext } from "@/server/request-context";
import { REQUEST_ID } from "@/server/request-headers";
import { createQueryClient } from "./query-client";

/** The context of all queries of a page: one instant, one session, one request id. */
export const pageContext = cache(async () => {
  const incoming = await headers();
  return requestContext(incoming).catch((error: unknown) => {
    setDigest(error, incoming.get(REQUEST_ID));
    throw error;
  });
});

/**
 * Used like the client's hooks: `await trpc.aiCost.getMonthlySummary.prefetch({ projectId })` puts the
 * output into the HTML of everything inside `HydrateClient`.
 */
export const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(
  createCaller(pageContext, {
    onError: ({ error, ctx }) => setDigest(error, ctx?.requestId),
  }),
  cache(() => createQueryClient()),
);

/** Next passes an error's digest to the error page and the log. Ours is the request id. */
function setDigest(error: unknown, requestId: string | null | undefined): void {
  if (error instanceof Error && requestId) Object.assign(error, { digest: requestId });
}
