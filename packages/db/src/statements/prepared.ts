import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Executor, Sql, SqlTransaction } from "../connection/database";
import type { Statement } from "./compile-statement";

type SendsText = Pick<Sql, "unsafe">;

/**
 * A client that prepares each text that Drizzle sends, once on each connection. Otherwise Postgres
 * would parse and plan the text every time, which costs more than running it. There are only as many
 * texts as queries in the code, because a list is one parameter whatever its length is.
 */
export function withPreparedStatements<Client extends SendsText>(sql: Client): Client {
  const unsafe: SendsText["unsafe"] = (text, parameters, options) =>
    sql.unsafe(text, parameters, { ...options, prepare: true });
  return new Proxy(sql, {
    get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name)),
  });
}

const DIALECT = new PgDialect();

/** Runs Drizzle's statements in a transaction of the driver. */
export function executorOn(sql: SqlTransaction): Executor {
  // Drizzle creates the same kind of session for its own transactions. Only the types of the driver
  // differ.
  const client = withPreparedStatements(sql) as unknown as Sql;
  return new PgDatabase(DIALECT, new PostgresJsSession(client, DIALECT, undefined), undefined);
}

/**
 * Sends a statement immediately. Drizzle would send it some turns of the event loop later, so a
 * statement that the caller sends afterwards could come first.
 */
export const sendStatement = (sql: SqlTransaction, { text, parameters }: Statement) =>
  sql.unsafe(text, parameters as postgres.ParameterOrJSON<never>[], { prepare: true }).execute();
