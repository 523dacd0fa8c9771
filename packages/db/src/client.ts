import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { APP_ROLE } from "./app-role";
import { preparing } from "./prepared";
import * as schema from "./schema/index";
import { NO_TIME_LIMITS, serverSettings, type TimeLimits } from "./time-limits";

export type Database = PostgresJsDatabase<typeof schema> & { $client: Sql };
/** What runs statements: the database, or a transaction on it. */
export type Executor = Pick<Database, "select" | "insert" | "update" | "delete" | "execute">;

export type Sql = postgres.Sql<{ bigint: bigint }>;
export type SqlTransaction = postgres.TransactionSql<{ bigint: bigint }>;

export interface DatabaseClient {
  db: Database;
  /** The driver beneath, for what Drizzle does not say. */
  sql: Sql;
  /** Waits for the queries under way, five seconds at most, then closes every connection. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  maxConnections?: number;
  applicationName?: string;
  /** None when absent. */
  timeLimits?: TimeLimits;
  /** Whether to stay who the address says: for migrations and backups. Else the app's own role is taken on. */
  asOwner?: boolean;
}

const CONNECT_TIMEOUT_SECONDS = 2;

/** What Citus needs to change whole tables in one transaction where foreign keys tie them together. */
const ONE_SHARD_AFTER_THE_OTHER = { "citus.multi_shard_modify_mode": "sequential" };

/** Between attempts to connect: short, so that a database that is back is found at once. */
const reconnectSeconds = (failures: number) => Math.min(0.05 * 2 ** failures, 0.5);

/**
 * Opens a pool of at most `maxConnections` on a `postgres://` address; nothing connects until the
 * first query. Instants travel in UTC and `bigint` arrives as a BigInt. An attempt to connect fails
 * within three seconds, and a query as soon as its connection is lost; `patches/README.md` says what
 * that takes. It does not cover `sql.reserve`: use transactions.
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
    // One query a connection at a time: none is stuck behind a slow one while another connection is free.
    max_pipeline: 0,
    types: { bigint: postgres.BigInt },
    connection: {
      application_name: applicationName,
      TimeZone: "UTC",
      // What is acknowledged is on the disk, whatever the database's default is.
      synchronous_commit: "on",
      // Citus passes what a transaction sets on to its workers; elsewhere this is a name without meaning.
      "citus.propagate_set_commands": "local",
      ...(asOwner ? ONE_SHARD_AFTER_THE_OTHER : { role: APP_ROLE }),
      ...serverSettings(timeLimits),
    },
    onnotice: () => {},
  });
  return { db: drizzle(preparing(sql), { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
