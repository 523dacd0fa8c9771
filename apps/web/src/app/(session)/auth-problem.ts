import { z } from "zod";

const NOT_NOW = "That does not work at the moment. Nothing is lost; try again in a moment.";

const problemBody = z.object({ message: z.string() });

/** Why an answer of `/api/auth` refused, in words for the form; null when it did not. */
export async function authProblem(
  answer: Response,
  inOtherWords: Readonly<Record<number, string>> = {},
): Promise<string | null> {
  if (answer.ok) return null;
  if (answer.status >= 500) return NOT_NOW;
  const { data } = problemBody.safeParse(await answer.json().catch(() => null));
  // The library puts the field's path before a schema's own sentence.
  return inOtherWords[answer.status] ?? data?.message.replace(/^\[[^\]]*\] /, "") ?? NOT_NOW;
}
