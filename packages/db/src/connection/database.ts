import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type * as schema from "../schema/index";

/** The driver on a pool of connections. A `bigint` column arrives as a BigInt. */
export type Sql = postgres.Sql<{ bigint: bigint }>;
/** The driver inside one transaction. */
export type SqlTransaction = postgres.TransactionSql<{ bigint: bigint }>;

/** Drizzle on a pool of connections, and the driver that it uses. */
export type Database = PostgresJsDatabase<typeof schema> & { $client: Sql };
/** The object that runs Drizzle's statements: the database, or a transaction on it. */
export type Executor = Pick<
  Database,
  "select" | "selectDistinctOn" | "insert" | "update" | "delete" | "execute"
>;
