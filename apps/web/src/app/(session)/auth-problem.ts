import { z } from "zod";

const UNAVAILABLE = "This is not available at the moment. Try again in a moment.";

const problemBody = z.object({ message: z.string() });

/**
 * Returns the reason why `/api/auth` refused a form, as a sentence; null when it accepted the form.
 * `messages` contains, by status, sentences that replace the sentence of the response.
 */
export async function authProblem(
  response: Response,
  messages: Readonly<Record<number, string>> = {},
): Promise<string | null> {
  if (response.ok) return null;
  if (response.status >= 500) return UNAVAILABLE;
  const { data } = problemBody.safeParse(await response.json().catch(() => null));
  return messages[response.status] ?? data?.message ?? UNAVAILABLE;
}
