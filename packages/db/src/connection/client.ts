import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "../schema/index";
import { withPreparedStatements } from "../statements/prepared";
import { APP_ROLE } from "./app-role";
import type { Database, Sql } from "./database";
import { COMMAND_TIME_LIMITS, serverSettings, type TimeLimits } from "./time-limits";

export interface DatabaseClient {
  db: Database;
  /** The driver, for statements that Drizzle cannot express. */
  sql: Sql;
  /** Waits up to five seconds for running queries, then closes every connection. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The largest number of connections in the pool. 10 by default. */
  maxConnections?: number;
  /** The name that `pg_stat_activity` shows. `ai-cost` by default. */
  applicationName?: string;
  /** How long queries wait before they fail. Those of commands by default. */
  timeLimits?: TimeLimits;
  /**
   * Whether connections keep the role of the user in the database URL, as migrations and backups need.
   * By default, connections switch to the application's role.
   */
  asOwner?: boolean;
  /**
   * Whether Postgres reads tables by their indexes, also those that it takes for small. The pools of pages,
   * of ingest endpoints and of the import have it: Postgres keeps the plan of a prepared statement until it
   * has new statistics, and a plan from the time when a table was nearly empty could then read the whole
   * table once for each row of another one.
   */
  readsByIndex?: boolean;
}

/** Citus needs this setting in a transaction that alters several tables with foreign keys between them. */
const SEQUENTIAL_CITUS_CHANGES = { "citus.multi_shard_modify_mode": "sequential" };

/**
 * The pause in seconds before the next attempt to connect. It is short, so that the pool reconnects soon
 * after the database has restarted.
 */
const reconnectSeconds = (failures: number) => Math.min(0.05 * 2 ** failures, 0.5);

/**
 * Creates a pool of connections to a `postgres://` address. It connects when the first query runs.
 * Instants are sent and read in UTC. An attempt to connect fails soon after `connectMs`, and a query fails
 * as soon as its connection is lost. Both need changes to the driver, which `patches/README.md` lists.
 * `sql.reserve` does not have these changes, so use transactions instead.
 */
export function createDatabase(
  databaseUrl: string,
  {
    maxConnections = 10,
    applicationName = "ai-cost",
    timeLimits = COMMAND_TIME_LIMITS,
    asOwner = false,
    readsByIndex = false,
  }: DatabaseOptions = {},
): DatabaseClient {
  const sql = postgres(databaseUrl, {
    max: maxConnections,
    connect_timeout: timeLimits.connectMs / 1000,
    acquire_timeout: timeLimits.acquireMs === null ? null : timeLimits.acquireMs / 1000,
    backoff: reconnectSeconds,
    // A connection runs one query at a time, so that no query waits behind a slow one while another
    // connection is free.
    max_pipeline: 0,
    types: { bigint: postgres.BigInt },
    connection: {
      application_name: applicationName,
      TimeZone: "UTC",
      // A commit is acknowledged only when it is on the disk, whatever the database's default is.
      synchronous_commit: "on",
      // Citus passes the settings of a transaction on to its workers. Plain Postgres ignores this name.
      "citus.propagate_set_commands": "local",
      ...(asOwner ? SEQUENTIAL_CITUS_CHANGES : { role: APP_ROLE }),
      ...(readsByIndex && { enable_seqscan: "off" }),
      ...serverSettings(timeLimits),
    },
    onnotice: () => {},
  });
  return {
    db: drizzle(withPreparedStatements(sql), { schema }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  };
}
