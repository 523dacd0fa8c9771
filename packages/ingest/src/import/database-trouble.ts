/** Codes of the driver, the network and Postgres for a connection that cannot be made or was lost. */
const CONNECTION_TROUBLE = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|CONNECT|08|57P)/;

/** What to tell a person when the database is out of reach; null for any other error. */
export function databaseTrouble(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? String(cause.code) : "";
    if (CONNECTION_TROUBLE.test(code))
      return `The database does not answer (${code}). What is recorded stays; run the same command again to go on.`;
  }
  return null;
}
