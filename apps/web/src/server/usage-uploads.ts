import "server-only";
import { isUnexpected, translateError, uploadLimiter } from "@ai-cost/api";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { database } from "./database";
import { log } from "./log/log";
import { perProcess } from "./per-process";
import { REQUEST_ID } from "./request-headers";

/** The limit of uploads of this process. */
export const uploads = () => perProcess("uploads", () => uploadLimiter(database().db));

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
