import { setTimeout as sleep } from "node:timers/promises";
import { findUnsafeSettings, isDatabaseUnavailable } from "@ai-cost/db";
import { environment } from "@/env";
import { database } from "./database";
import { log } from "./log/log";

const RETRY_MS = 1_000;

/**
 * Checks that the database's settings are safe. When they are not, prints each reason as a sentence
 * and exits the process. When the database is unavailable, the server starts and repeats the check
 * until it succeeds.
 */
export async function checkDatabase(): Promise<void> {
  if (await isChecked()) return;
  log.warn("the database is unavailable; the server keeps trying", {});
  void waitAndCheck();
}

async function waitAndCheck(): Promise<void> {
  do await sleep(RETRY_MS, undefined, { ref: false });
  while (!(await isChecked()));
}

/** Returns whether the database was available and safe. When its settings are unsafe, the process exits. */
async function isChecked(): Promise<boolean> {
  try {
    const reasons = await findUnsafeSettings(database(), environment());
    if (reasons.length > 0) exit(reasons);
    return true;
  } catch (error) {
    if (isDatabaseUnavailable(error)) return false;
    throw error;
  }
}

function exit(reasons: readonly string[]): never {
  for (const reason of reasons) console.error(reason);
  process.exit(1);
}
