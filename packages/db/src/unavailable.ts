/** What Node and the driver call a connection that was refused, lost or not made in time. */
const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
]);

/**
 * SQLSTATEs of a server that cannot serve now: connection exceptions (08), a lack of connections,
 * memory or disk (53), shutdown and recovery (57P), an ended session (25P03), a statement or a lock
 * that took too long (57014, 55P03).
 */
const UNAVAILABLE_SQLSTATE = /^(08...|53...|57P..|25P03|57014|55P03)$/;

/** Whether an error, or a cause of it, says that the database cannot serve at the moment. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    CONNECTION_CODES.has(code) ||
    UNAVAILABLE_SQLSTATE.test(code) ||
    (error instanceof AggregateError && error.errors.some(isDatabaseUnavailable)) ||
    isDatabaseUnavailable(error.cause)
  );
}
