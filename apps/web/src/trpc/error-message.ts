import type { AppRouter } from "@ai-cost/api";
import { TRPCClientError } from "@trpc/client";

const NO_RESPONSE = "The server did not respond. Check the connection and try again.";

/** The reason why a procedure failed, as a sentence that starts with a capital letter and ends with a period. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return NO_RESPONSE;
  const { data, message }: TRPCClientError<AppRouter> = error;
  if (!data) return NO_RESPONSE;
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
