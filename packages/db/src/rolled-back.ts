/** 40001: its snapshot is out of date. 40P01: it was the one to give way in a deadlock. */
const ROLLED_BACK_SQLSTATES = new Set(["40001", "40P01"]);

/**
 * Whether an error, or a cause of it, says that Postgres undid a transaction for the sake of others at
 * work at the same moment: run again, it finds them gone.
 */
export function isRolledBackForOthers(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isSo = "code" in error && ROLLED_BACK_SQLSTATES.has(String(error.code));
  return isSo || isRolledBackForOthers(error.cause);
}
