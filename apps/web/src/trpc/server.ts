import "server-only";
import { type AppRouter, createCaller } from "@ai-cost/api";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { headers } from "next/headers";
import { cache } from "react";
import { requestContext } from "@/server/request-context";
import { REQUEST_ID } from "@/server/request-headers";
import { createQueryClient } from "./query-client";

/** One moment, one session and one request id for everything that a page asks. */
export const pageContext = cache(async () => {
  const given = await headers();
  return requestContext(given).catch((error: unknown) => {
    bearRequestId(error, given.get(REQUEST_ID));
    throw error;
  });
});

/**
 * Called like the client's hooks: `await trpc.aiCost.getMonthlySummary.prefetch({ projectId })`
 * puts the answer into the HTML of what stands inside `HydrateClient`.
 */
export const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(
  createCaller(pageContext, {
    onError: ({ error, ctx }) => bearRequestId(error, ctx?.requestId),
  }),
  cache(() => createQueryClient()),
);

/** The digest is what Next tells the error page and the log of an error: ours names the request. */
function bearRequestId(error: unknown, requestId: string | null | undefined): void {
  if (error instanceof Error && requestId) Object.assign(error, { digest: requestId });
}
