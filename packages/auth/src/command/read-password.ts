import { legibleSecret, MAX_PASSWORD_LENGTH } from "../accounts/password";
import { UsageError } from "./usage";

/** Twenty characters, 99 bits. */
const GROUPS = 5;

export interface GivenPassword {
  password: string;
  /** Whether it was made here, so that it must be printed. */
  isGenerated: boolean;
}

/** The first line of `stdin` with `--password-stdin`, otherwise a new password. */
export async function readPassword(
  fromStdin: boolean | undefined,
  stdin: AsyncIterable<unknown>,
): Promise<GivenPassword> {
  if (!fromStdin) return { password: legibleSecret(GROUPS), isGenerated: true };
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
