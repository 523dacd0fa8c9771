import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "../schema/index";
import { withPreparedStatements } from "../statements/prepared";
import { APP_ROLE } from "./app-role";
import type { Database, Sql } from "./database";
import { NO_TIME_LIMITS, serverSettings, type TimeLimits } from "./time-limits";

export interface DatabaseClient {
  db: Database;
  /** The driver, for statements that Drizzle cannot express. */
  sql: Sql;
  /** Waits up to five seconds for running queries, then closes every connection. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The size of the pool. 10 by default. */
  maxConnections?: number;
  /** The name that `pg_stat_activity` shows. `ai-cost` by default. */
  applicationName?: string;
  /** No limits by default. */
  timeLimits?: TimeLimits;
  /**
   * Whether to keep the role of the address's user, as migrations and backups need. By default the
   * client takes on the application's role.
   */
  asOwner?: boolean;
}

const CONNECT_TIMEOUT_SECONDS = 2;

/** Citus needs this to change whole tables in one transaction when foreign keys connect them. */
const SEQUENTIAL_CITUS_CHANGES = { "citus.multi_shard_modify_mode": "sequential" };

/** The pause between two attempts to connect. It is short so that a restarted database is found at once. */
const reconnectSeconds = (failures: number) => Math.min(0.05 * 2 ** failures, 0.5);

/**
 * Creates a pool of connections to a `postgres://` address. Nothing connects until the first query.
 * Instants travel in UTC. An attempt to connect fails within three seconds, and a query fails as soon
 * as its connection is lost; `patches/README.md` lists what the driver needs for that. The patch does
 * not cover `sql.reserve`, so use transactions instead.
 */
export function createDatabase(
  databaseUrl: string,
  {
    maxConnections = 10,
    applicationName = "ai-cost",
    timeLimits = NO_TIME_LIMITS,
    asOwner = false,
  }: DatabaseOptions = {},
): DatabaseClient {
  const sql = postgres(databaseUrl, {
    max: maxConnections,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    acquire_timeout: timeLimits.acquireMs === null ? null : timeLimits.acquireMs / 1000,
    backoff: reconnectSeconds,
    // A connection runs one query at a time, so that no query waits behind a slow one while another
    // connection is free.
    max_pipeline: 0,
    types: { bigint: postgres.BigInt },
    connection: {
      application_name: applicationName,
      TimeZone: "UTC",
      // An acknowledged commit is on the disk, whatever the database's default is.
      synchronous_commit: "on",
      // Citus passes the settings of a transaction on to its workers. Plain Postgres ignores this name.
      "citus.propagate_set_commands": "local",
      ...(asOwner ? SEQUENTIAL_CITUS_CHANGES : { role: APP_ROLE }),
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
