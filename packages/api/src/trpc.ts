import { initTRPC, type TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Context } from "./context";
import { fieldErrorsOf, isUnexpected, translateError } from "./translate-error";

/** What an error response contains besides the code and the message. */
export interface ErrorData {
  code: TRPCError["code"];
  httpStatus: number;
  /** Only on unexpected errors, for a person to report. */
  requestId?: string;
  /** Only on a refused input: the messages by field. */
  fieldErrors?: Record<string, string[]>;
}

/** Built from its parts rather than from tRPC's own shape, which can contain a stack trace. */
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

/** Translates a procedure's error, for callers over HTTP and on the server, and logs an unexpected one. */
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

/** Checks no access: only `access.ts` builds on it. */
export const publicProcedure = t.procedure.use(translateErrors);
