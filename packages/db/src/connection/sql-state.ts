/** 40001: the transaction's snapshot is out of date. 40P01: Postgres ended it to resolve a deadlock. */
const RETRYABLE = ["40001", "40P01"];

/**
 * Whether an error, or a cause of it, says that Postgres rolled a transaction back because of a
 * concurrent transaction. The same transaction can succeed when it runs again.
 */
export const isRetryableTransactionError = (error: unknown): boolean =>
  hasSqlState(error, RETRYABLE);

/** Whether an error, or a cause of it, has one of these SQLSTATE codes. */
export function hasSqlState(error: unknown, states: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  const matches = "code" in error && states.includes(String(error.code));
  return matches || hasSqlState(error.cause, states);
}
