import { generatePassword, MAX_PASSWORD_LENGTH } from "@ai-cost/auth";
import { UsageError } from "../command-line/usage-error";

export interface GivenPassword {
  password: string;
  /** Whether this command generated the password, which it must then print. */
  isGenerated: boolean;
}

/**
 * Reads the password from the first line of the standard input if `fromStdin` is true, and generates one
 * otherwise.
 */
export async function readPassword(
  fromStdin: boolean | undefined,
  stdin: AsyncIterable<unknown>,
): Promise<GivenPassword> {
  if (!fromStdin) return { password: generatePassword(), isGenerated: true };
  let text = "";
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.includes("\n") || text.length > 4 * MAX_PASSWORD_LENGTH) break;
  }
  const password = text.split(/\r?\n/, 1)[0] ?? "";
  if (password === "")
    throw new UsageError("--password-stdin found no password on the standard input.");
  return { password, isGenerated: false };
}
