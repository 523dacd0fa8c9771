import { initTRPC, type TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Context } from "./context";
import { fieldErrorsOf, isUnexpected, translateError } from "./translate-error";

/** What the wire says of an error beside its message. */
export interface ErrorData {
  code: TRPCError["code"];
  httpStatus: number;
  /** On unexpected errors alone, for the person to pass on. */
  requestId?: string;
  /** On a refused input alone: the messages by field. */
  fieldErrors?: Record<string, string[]>;
}

/** Built anew rather than from tRPC's own shape, so that no stack can slip in with it. */
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

/** Translates a procedure's error for callers on the wire and on the server alike; logs an unexpected one once. */
const answerErrors = t.middleware(async ({ ctx, path, next }) => {
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

/** For the gates of `procedures.ts` alone: on its own it lets everybody in. */
export const ungatedProcedure = t.procedure.use(answerErrors);
