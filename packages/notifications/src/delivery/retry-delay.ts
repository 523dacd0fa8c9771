const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The pauses after the first failed attempt, the second, and so on. Together they are almost a day. */
const DELAYS_MS = [
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  8 * HOUR_MS,
];

/** How often a message is tried before it is given up. */
export const MAX_ATTEMPTS = DELAYS_MS.length + 1;

/**
 * The pause in milliseconds after the failed attempt with this number, which starts at 1. Null when
 * there is no further attempt.
 */
export const retryDelayMs = (attempt: number): number | null => DELAYS_MS[attempt - 1] ?? null;
