import { appRouter } from "@ai-cost/api";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { environment } from "@/env";
import { refusalOf } from "@/server/foreign-request";
import { requestContext } from "@/server/request-context";
import { MAX_BATCH_SIZE } from "@/trpc/limits";

async function answer(request: Request): Promise<Response> {
  const refusal = refusalOf(request, environment().publicUrl);
  if (refusal) return refusal;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => requestContext(request.headers),
    maxBatchSize: MAX_BATCH_SIZE,
    responseMeta: () => ({ headers: new Headers({ "cache-control": "no-store" }) }),
  });
}

export { answer as GET, answer as POST };
