/** How long a client waits for the database, in milliseconds. Null means no limit. */
export interface TimeLimits {
  /** The longest time that an attempt to connect takes. */
  connectMs: number;
  /** The longest wait for a free connection. */
  acquireMs: number | null;
  /** The longest time that one statement runs, including its waits for locks. */
  statementMs: number | null;
  /** The longest wait for one lock. */
  lockMs: number | null;
  /** The longest pause between two statements of a transaction. After it, the server ends the connection. */
  idleInTransactionMs: number | null;
}

/**
 * The limits of the commands of the command line. A command may run for hours, and on a busy machine it can
 * take seconds until Postgres has accepted a connection.
 */
export const COMMAND_TIME_LIMITS: TimeLimits = {
  connectMs: 15_000,
  acquireMs: null,
  statementMs: null,
  lockMs: null,
  idleInTransactionMs: null,
};

/**
 * The limits for reading the data of a web page. People do not wait long, so an overloaded server
 * refuses quickly instead of letting requests pile up. One request may wait for a connection up to
 * three times in sequence, so the waits can take 2.7 seconds together.
 */
export const READER_TIME_LIMITS: TimeLimits = {
  connectMs: 2_000,
  acquireMs: 900,
  statementMs: 5_000,
  lockMs: 1_000,
  idleInTransactionMs: 5_000,
};

/** The limits for requests that report usage. Their clients give up after ten seconds and send the report again. */
export const WRITER_TIME_LIMITS: TimeLimits = {
  connectMs: 2_000,
  acquireMs: 4_000,
  statementMs: 8_000,
  lockMs: 4_000,
  idleInTransactionMs: 8_000,
};

/**
 * The limits that Postgres enforces, as settings of each connection. A pooler may refuse such a setting
 * in the startup message. For such a pooler, remove the setting with an empty parameter in the database
 * URL, such as `?statement_timeout=`.
 */
export const serverSettings = ({ statementMs, lockMs, idleInTransactionMs }: TimeLimits) => ({
  ...(statementMs === null ? {} : { statement_timeout: statementMs }),
  ...(lockMs === null ? {} : { lock_timeout: lockMs }),
  ...(idleInTransactionMs === null
    ? {}
    : { idle_in_transaction_session_timeout: idleInTransactionMs }),
});
