import { isDatabaseUnavailable } from "@ai-cost/db";
import { TRPCError } from "@trpc/server";
import { z } from "zod";

const UNEXPECTED =
  "Something went wrong on our side. Nothing is lost; try again, and if it happens again tell us the request id.";
const UNAVAILABLE =
  "The database does not answer at the moment. Nothing is lost; try again in a moment.";
const NOT_JSON = "The request is not valid JSON.";

/**
 * Joins a field and its message: `limitDollars must be …`, or with a colon when the message is a complete
 * sentence.
 */
function sentenceOf({ path, message }: z.core.$ZodIssue): string {
  const field = path.length === 0 ? "input" : path.join(".");
  return /^(is|must) /.test(message) ? `${field} ${message}` : `${field}: ${message}`;
}

/** The messages for each refused field of an input; null when the error is not about an input. */
export function fieldErrorsOf({ code, cause }: TRPCError): Record<string, string[]> | null {
  if (code !== "BAD_REQUEST" || !(cause instanceof z.ZodError)) return null;
  const fieldErrors: Record<string, string[]> = {};
  for (const { path, message } of cause.issues) {
    const field = String(path[0] ?? "input");
    fieldErrors[field] = [...(fieldErrors[field] ?? []), message];
  }
  return fieldErrors;
}

/**
 * Whether an error was not caused by the caller. Such an error is logged, and its response contains the
 * request id.
 */
export const isUnexpected = ({ code }: TRPCError): boolean =>
  code === "INTERNAL_SERVER_ERROR" || code === "SERVICE_UNAVAILABLE";

/**
 * The error as the caller may see it. An expected error keeps its message. An unexpected error gets a
 * message that says nothing about the cause. Translating an error a second time changes nothing.
 */
export function translateError(error: TRPCError): TRPCError {
  const { code, cause } = error;
  // The parser's message quotes a part of the input, so the caller gets a fixed message.
  if (code === "BAD_REQUEST" && cause instanceof SyntaxError)
    return new TRPCError({ code, message: NOT_JSON });
  if (code === "PARSE_ERROR") return new TRPCError({ code, message: NOT_JSON, cause });
  if (code === "BAD_REQUEST" && cause instanceof z.ZodError)
    return new TRPCError({ code, message: cause.issues.map(sentenceOf).join("; "), cause });
  if (code !== "INTERNAL_SERVER_ERROR") return error;
  return isDatabaseUnavailable(cause)
    ? new TRPCError({ code: "SERVICE_UNAVAILABLE", message: UNAVAILABLE, cause })
    : new TRPCError({ code, message: UNEXPECTED, cause });
}
