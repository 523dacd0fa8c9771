import { issueFirstAccountCode } from "@ai-cost/auth";
import { environment } from "@/env";
import { database } from "./database";
import { log } from "./log/log";

/**
 * Prints the code that creates the first account, when an operator's own database has no accounts.
 * When the database is unavailable, the server starts without the code, and its next start prints it.
 */
export async function printFirstAccountCode(): Promise<void> {
  const { isEmbedded, publicUrl } = environment();
  if (isEmbedded) return;
  try {
    const code = await issueFirstAccountCode(database().db, new Date());
    if (code) console.log(`Create the first account at ${publicUrl}/sign-up with the code ${code}`);
  } catch (cause) {
    log.warn("the code for the first account could not be issued", { cause });
  }
}
