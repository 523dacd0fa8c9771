/** The error codes of Node and the driver for a connection that was refused, was lost or took too long to open. */
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
 * The SQLSTATE codes of a server that cannot serve now: connection exceptions (08), too few
 * connections, memory or disk space (53), shutdown and recovery (57P), an ended session (25P03), and a
 * statement or lock that took too long (57014, 55P03).
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
