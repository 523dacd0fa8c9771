/** How long a client waits for the database, in milliseconds; null is for ever. */
export interface TimeLimits {
  /** For a free connection, while others are busy or being made. */
  acquireMs: number | null;
  /** For one statement, waits for locks included. */
  statementMs: number | null;
  /** For one lock. */
  lockMs: number | null;
  /** For the next statement of a transaction, after which the server ends the connection. */
  idleInTransactionMs: number | null;
}

/** For a command, which may well run for hours. */
export const NO_TIME_LIMITS: TimeLimits = {
  acquireMs: null,
  statementMs: null,
  lockMs: null,
  idleInTransactionMs: null,
};

/** For people, who go away: an overloaded server rather says so than piles them up. One question waits up to three times. */
export const READER_TIME_LIMITS: TimeLimits = {
  acquireMs: 900,
  statementMs: 5_000,
  lockMs: 1_000,
  idleInTransactionMs: 5_000,
};

/** For senders of usage, who give up after ten seconds and send again. */
export const WRITER_TIME_LIMITS: TimeLimits = {
  acquireMs: 4_000,
  statementMs: 8_000,
  lockMs: 4_000,
  idleInTransactionMs: 8_000,
};

/**
 * The server's share of the limits, as settings of each connection. A pooler that refuses one of them
 * at start is spared it by an empty `?statement_timeout=` in the database's address.
 */
export const serverSettings = ({ statementMs, lockMs, idleInTransactionMs }: TimeLimits) => ({
  ...(statementMs === null ? {} : { statement_timeout: statementMs }),
  ...(lockMs === null ? {} : { lock_timeout: lockMs }),
  ...(idleInTransactionMs === null
    ? {}
    : { idle_in_transaction_session_timeout: idleInTransactionMs }),
});
