import "server-only";
import { type AppRouter, createCaller } from "@ai-cost/api";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { headers } from "next/headers";
import { cache } from "react";
import { requestContext } from "@/server/request-context";
import { createQueryClient } from "./query-client";

/** One moment, one session and one request id for everything that a page asks. */
export const pageContext = cache(async () => requestContext(await headers()));

/**
 * Called like the client's hooks: `await trpc.aiCost.getMonthlySummary.prefetch({ projectId })`
 * puts the answer into the HTML of what stands inside `HydrateClient`.
 */
export const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(
  createCaller(pageContext),
  cache(() => createQueryClient()),
);
