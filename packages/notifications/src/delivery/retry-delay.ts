const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The pauses after the first failed attempt of an e-mail, the second, and so on: almost a day together. */
export const MAIL_DELAYS_MS: readonly number[] = [
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

/** The same for webhooks, as Standard Webhooks recommends them: a bit more than three days together. */
export const WEBHOOK_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** How often a message is tried before it is given up. */
export const MAX_ATTEMPTS = MAIL_DELAYS_MS.length + 1;

/**
 * The pause in milliseconds after the failed attempt with this number, which starts at 1. Null when
 * there is no further attempt.
 */
export const retryDelayMs = (
  attempt: number,
  delaysMs: readonly number[] = MAIL_DELAYS_MS,
): number | null => delaysMs[attempt - 1] ?? null;
