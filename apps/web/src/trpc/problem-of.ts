import type { AppRouter } from "@ai-cost/api";
import { TRPCClientError } from "@trpc/client";

const NO_ANSWER = "The server did not answer. Check the connection and try again.";

const isOurs = (error: unknown): error is TRPCClientError<AppRouter> =>
  error instanceof TRPCClientError;

/** Why a procedure refused, as a sentence for a person: `email is not …` becomes `Email is not ….` */
export function problemOf(error: unknown): string {
  if (!isOurs(error) || !error.data) return NO_ANSWER;
  const text = error.message.charAt(0).toUpperCase() + error.message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The id under which the server's log has an unexpected error; undefined for any other. */
export const requestIdOf = (error: unknown): string | undefined =>
  isOurs(error) ? error.data?.requestId : undefined;
