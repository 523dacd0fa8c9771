import "server-only";
import { purgeExpired } from "@ai-cost/auth";
import { purgeMessages } from "@ai-cost/notifications";
import { database } from "./database";
import { log } from "./log/log";
import { onShutdown } from "./shutdown";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** The first purge comes after the first requests, which a start must not delay. */
const FIRST_MS = 60 * 1000;

/**
 * Deletes what has expired a minute after the start and then once a day, or after an hour when the
 * database did not answer. Stops when the server shuts down.
 */
export function purgeDaily(): void {
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(run, FIRST_MS).unref();

  function run(): void {
    running = purge(stop.signal).then((waitMs) => {
      if (!stop.signal.aborted) timer = setTimeout(run, waitMs).unref();
    });
  }

  onShutdown(async () => {
    stop.abort();
    clearTimeout(timer);
    await running;
  });
}

/** Purges once. Returns how long to wait for the next time. */
async function purge(signal: AbortSignal): Promise<number> {
  try {
    const now = new Date();
    await purgeExpired(database().db, now, signal);
    await purgeMessages(database().db, now, signal);
    return DAY_MS;
  } catch (cause) {
    log.warn("what has expired could not be deleted", { cause });
    return HOUR_MS;
  }
}
