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
 * memory or disk (53), shutdown and recovery (57P), a statement or a lock that took too long.
 */
const UNAVAILABLE_SQLSTATE = /^(08|53|57P)|^(57014|55P03)$/;

/** Whether an error, or a cause of it, says that the database cannot serve at the moment. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    CONNECTION_CODES.has(code) ||
    UNAVAILABLE_SQLSTATE.test(code) ||
    isDatabaseUnavailable(error.cause)
  );
}
