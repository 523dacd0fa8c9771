/** How long a client waits for the database, in milliseconds. Null means without a limit. */
export interface TimeLimits {
  /** The wait for a free connection. */
  acquireMs: number | null;
  /** One statement, including its waits for locks. */
  statementMs: number | null;
  /** The wait for one lock. */
  lockMs: number | null;
  /** The pause between two statements of a transaction. The server then ends the connection. */
  idleInTransactionMs: number | null;
}

/** For commands, which may run for hours. */
export const NO_TIME_LIMITS: TimeLimits = {
  acquireMs: null,
  statementMs: null,
  lockMs: null,
  idleInTransactionMs: null,
};

/**
 * For pages. An overloaded server refuses quickly instead of letting requests pile up, because people
 * do not wait long. One page waits up to three times for a connection.
 */
export const READER_TIME_LIMITS: TimeLimits = {
  acquireMs: 900,
  statementMs: 5_000,
  lockMs: 1_000,
  idleInTransactionMs: 5_000,
};

/** For clients that report usage: they give up after ten seconds and send the report again. */
export const WRITER_TIME_LIMITS: TimeLimits = {
  acquireMs: 4_000,
  statementMs: 8_000,
  lockMs: 4_000,
  idleInTransactionMs: 8_000,
};

/**
 * The limits that Postgres enforces, as settings of each connection. For a pooler that refuses one of
 * them in a startup message, an empty parameter in the database address, such as
 * `?statement_timeout=`, removes it.
 */
export const serverSettings = ({ statementMs, lockMs, idleInTransactionMs }: TimeLimits) => ({
  ...(statementMs === null ? {} : { statement_timeout: statementMs }),
  ...(lockMs === null ? {} : { lock_timeout: lockMs }),
  ...(idleInTransactionMs === null
    ? {}
    : { idle_in_transaction_session_timeout: idleInTransactionMs }),
});
