/** 40001: its snapshot is out of date. 40P01: it was the one to give way in a deadlock. */
const ROLLED_BACK = ["40001", "40P01"];

/**
 * Whether an error, or a cause of it, says that Postgres undid a transaction for the sake of others at
 * work at the same moment: run again, it finds them gone.
 */
export const isRolledBackForOthers = (error: unknown): boolean => hasSqlState(error, ROLLED_BACK);

/** Whether an error, or a cause of it, is of one of these SQLSTATEs. */
export function hasSqlState(error: unknown, states: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  const isSo = "code" in error && states.includes(String(error.code));
  return isSo || hasSqlState(error.cause, states);
}
