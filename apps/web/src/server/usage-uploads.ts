import "server-only";
import { isUnexpected, translateError } from "@ai-cost/api";
import { rateLimiter } from "@ai-cost/auth/rate-limits";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { database } from "./database";
import { log } from "./log/log";
import { perProcess } from "./per-process";
import { REQUEST_ID } from "./request-headers";

/** Each file of a selection is uploaded twice, for its preview and for its import. */
const UPLOADS_PER_MINUTE = 300;

const uploadLimiter = () =>
  perProcess("upload limiter", () =>
    rateLimiter(database().db, {
      name: "usageUpload",
      points: UPLOADS_PER_MINUTE,
      durationSeconds: 60,
    }),
  );

/** Counts an upload of a person. Throws TOO_MANY_REQUESTS when the person has none left in this minute. */
export async function takeUpload(userId: string): Promise<void> {
  const refusal = await uploadLimiter().take(userId);
  if (!refusal) return;
  throw new TRPCError({
    code: "TOO_MANY_REQUESTS",
    message: `These are more than ${UPLOADS_PER_MINUTE} uploads in a minute. Go on in ${refusal.retryAfterSeconds} seconds.`,
  });
}

/** The response to an upload that was refused, or that failed before its file was read. */
export function uploadErrorResponse(error: unknown, headers: Headers): Response {
  const known = error instanceof TRPCError ? error : unexpectedError(error);
  const translated = translateError(known);
  const requestId = headers.get(REQUEST_ID);
  if (isUnexpected(translated)) log.error("an upload failed", { requestId, cause: known.cause });
  return Response.json(
    { error: { message: translated.message, ...(isUnexpected(translated) && { requestId }) } },
    { status: getHTTPStatusCodeFromError(translated) },
  );
}

const unexpectedError = (cause: unknown): TRPCError =>
  new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause });
