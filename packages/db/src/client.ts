import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/index";

export type Database = PostgresJsDatabase<typeof schema>;
/** What runs statements: the database, or a transaction on it. */
export type Executor = Pick<Database, "select" | "insert" | "update" | "delete" | "execute">;

export interface DatabaseClient {
  db: Database;
  /** The driver beneath, for what Drizzle does not say. */
  sql: postgres.Sql<{ bigint: bigint }>;
  /** Waits for the queries under way, five seconds at most, then closes every connection. */
  close(): Promise<void>;
}

/**
 * Opens a pool of at most `maxConnections` on a `postgres://` address; nothing connects until the
 * first query. Instants travel in UTC and `bigint` arrives as a BigInt.
 */
export function createDatabase(
  databaseUrl: string,
  { maxConnections = 10, applicationName = "ai-cost" } = {},
): DatabaseClient {
  const sql = postgres(databaseUrl, {
    max: maxConnections,
    connect_timeout: 5,
    types: { bigint: postgres.BigInt },
    connection: { application_name: applicationName, TimeZone: "UTC" },
    onnotice: () => {},
  });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
