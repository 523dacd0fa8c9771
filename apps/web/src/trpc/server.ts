import "server-only";
import { type AppRouter, createCaller } from "@ai-cost/api";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { headers } from "next/headers";
import { cache } from "react";
import { requestContext } from "@/server/request-context";
import { REQUEST_ID } from "@/server/request-headers";
import { createQueryClient } from "./query-client";

/**
 * The context of all queries of a page. It is cached, so that they all have the same time, session and
 * request id.
 */
export const pageContext = cache(async () => {
  const incoming = await headers();
  return requestContext(incoming).catch((error: unknown) => {
    setDigest(error, incoming.get(REQUEST_ID));
    throw error;
  });
});

/**
 * Runs procedures on the server: `await trpc.aiCost.getMonthlySummary.prefetch({ projectId })` adds
 * the output to the HTML, where the hooks inside `HydrateClient` find it.
 */
export const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(
  createCaller(pageContext, {
    onError: ({ error, ctx }) => setDigest(error, ctx?.requestId),
  }),
  cache(() => createQueryClient()),
);

/** Makes the request id the error's `digest`, which Next passes to the error page and to the log. */
function setDigest(error: unknown, requestId: string | null | undefined): void {
  if (error instanceof Error && requestId) Object.assign(error, { digest: requestId });
}
