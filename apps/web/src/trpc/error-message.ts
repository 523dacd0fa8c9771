import type { AppRouter } from "@ai-cost/api";
import { TRPCClientError } from "@trpc/client";

const NO_ANSWER = "The server did not answer. Check the connection and try again.";

/** Why a procedure refused, as a sentence for a person: `email is not …` becomes `Email is not ….` */
export function problemOf(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return NO_ANSWER;
  const { data, message }: TRPCClientError<AppRouter> = error;
  if (!data) return NO_ANSWER;
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
