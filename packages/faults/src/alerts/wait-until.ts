import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 50;

/** Waits until the condition holds. Returns after how many milliseconds, or null when the time is over before. */
export async function waitUntil(
  isMet: () => boolean | Promise<boolean>,
  longestMs: number,
): Promise<number | null> {
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < longestMs) {
    if (await isMet()) return Math.round(performance.now() - startedAtMs);
    await sleep(POLL_MS);
  }
  return null;
}
