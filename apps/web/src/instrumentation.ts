import type { Instrumentation } from "next";

/**
 * Once, before the server answers: it refuses a database that it must not serve from, and an empty
 * installation prints the code for its first account.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkDatabase } = await import("./server/check-database");
  await checkDatabase();
  const { printFirstAccountCode } = await import("./server/first-account");
  await printFirstAccountCode();
}

/** An error that a page or route did not expect, under the reference that its reader sees. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("./server/log");
  log.error("a page failed", {
    requestId: request.headers["x-request-id"],
    reference: error instanceof Error && "digest" in error ? error.digest : undefined,
    path: request.path,
    route: context.routePath,
    cause: error,
  });
};
