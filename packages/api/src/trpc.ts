import { initTRPC, type TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Context } from "./context";
import { fieldErrorsOf, isUnexpected, translateError } from "./translate-error";

/** The data of an error response, in addition to the code and the message. */
export interface ErrorData {
  code: TRPCError["code"];
  httpStatus: number;
  /** The request id, which a person can report. It is present only for unexpected errors. */
  requestId?: string;
  /** The messages by input field. They are present only for a refused input. */
  fieldErrors?: Record<string, string[]>;
}

/**
 * The data and message of an error response. The function does not extend tRPC's default shape, which can
 * contain a stack trace.
 */
function errorShape(error: TRPCError, requestId: string | undefined) {
  const { code, message } = error;
  const fieldErrors = fieldErrorsOf(error);
  const data: ErrorData = {
    code,
    httpStatus: getHTTPStatusCodeFromError(error),
    ...(isUnexpected(error) && requestId !== undefined && { requestId }),
    ...(fieldErrors && { fieldErrors }),
  };
  return { code: TRPC_ERROR_CODES_BY_KEY[code], message, data };
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ error, ctx }) => errorShape(translateError(error), ctx?.requestId),
});

/** Translates a procedure's error, for callers over HTTP and on the server, and logs unexpected errors. */
const translateErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const error = translateError(result.error);
  if (isUnexpected(error)) {
    const { requestId, user } = ctx;
    const cause = result.error.cause ?? result.error;
    ctx.log.error("a procedure failed", { procedure: path, requestId, userId: user?.id, cause });
  }
  throw error;
});

export const { router, createCallerFactory } = t;

/** The base procedure without an access check. Only `access.ts` may use it. */
export const publicProcedure = t.procedure.use(translateErrors);
