import { setTimeout as sleep } from "node:timers/promises";
import { findUnsafeSettings, isDatabaseUnavailable } from "@ai-cost/db";
import { environment } from "@/env";
import { database } from "./database";
import { log } from "./log";

const ASKED_EVERY_MS = 1_000;

/**
 * Ends the process, with a sentence for each reason, when the database is not fit to serve from. One
 * that does not answer keeps the server from nothing: it is asked again until it does.
 */
export async function checkDatabase(): Promise<void> {
  if (await isChecked()) return;
  log.warn("the database does not answer; the server waits for it", {});
  void waitAndCheck();
}

async function waitAndCheck(): Promise<void> {
  do await sleep(ASKED_EVERY_MS, undefined, { ref: false });
  while (!(await isChecked()));
}

/** Whether the database has answered; when it is unfit this does not return. */
async function isChecked(): Promise<boolean> {
  try {
    const reasons = await findUnsafeSettings(database(), environment());
    if (reasons.length > 0) leave(reasons);
    return true;
  } catch (error) {
    if (isDatabaseUnavailable(error)) return false;
    throw error;
  }
}

function leave(reasons: readonly string[]): never {
  for (const reason of reasons) console.error(reason);
  process.exit(1);
}
