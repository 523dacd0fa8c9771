import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Executor, Sql, SqlTransaction } from "../connection/database";
import type { Statement } from "./compile-statement";

type SendsText = Pick<Sql, "unsafe">;

/**
 * A client that prepares each text that Drizzle sends, once on each connection. Otherwise Postgres
 * would parse and plan the text every time, which costs more than running it. The number of texts is
 * the number of queries in the code, because lists travel as one parameter.
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
  // Drizzle gives its own transactions such a session too; only the driver's types differ.
  const client = withPreparedStatements(sql) as unknown as Sql;
  return new PgDatabase(DIALECT, new PostgresJsSession(client, DIALECT, undefined), undefined);
}

/**
 * Sends a statement immediately, while Drizzle would send it some turns of the event loop later. So
 * the caller knows that whatever it sends next comes after it.
 */
export const sendStatement = (sql: SqlTransaction, { text, parameters }: Statement) =>
  sql.unsafe(text, parameters as postgres.ParameterOrJSON<never>[], { prepare: true }).execute();
