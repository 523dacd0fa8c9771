import { issueFirstAccountCode } from "@ai-cost/auth";
import { environment } from "@/env";
import { database } from "./database";
import { log } from "./log";

/**
 * On an operator's own database without any account, prints the code that makes the first one. A
 * database that does not answer now does not keep the server from starting: the next start prints it.
 */
export async function printFirstAccountCode(): Promise<void> {
  const { isEmbedded, publicUrl } = environment();
  if (isEmbedded) return;
  try {
    const code = await issueFirstAccountCode(database().db, new Date());
    if (code) console.log(`Create the first account at ${publicUrl}/sign-up with the code ${code}`);
  } catch (cause) {
    log.warn("the first account's code could not be issued", { cause });
  }
}
