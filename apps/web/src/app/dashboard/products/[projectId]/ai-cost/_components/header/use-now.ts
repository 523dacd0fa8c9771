import { useSyncExternalStore } from "react";

const TICK_MS = 1000;

const currentSecondMs = (): number => Math.floor(Date.now() / TICK_MS) * TICK_MS;

function everySecond(onTick: () => void): () => void {
  const timer = setInterval(onTick, TICK_MS);
  return () => clearInterval(timer);
}

/**
 * The browser's time, updated every second; null in the server's HTML, because the server's time would
 * cause a hydration mismatch.
 */
export const useNow = (): number | null =>
  useSyncExternalStore(everySecond, currentSecondMs, () => null);
