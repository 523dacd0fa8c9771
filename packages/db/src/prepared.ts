import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { TransactionSql } from "postgres";
import type { Statement } from "./bound";
import type { Executor, Sql } from "./client";

type SendsText = Pick<Sql, "unsafe">;

/**
 * Has each text that Drizzle sends through `sql` planned once a connection: it would be parsed and
 * planned anew each time, which costs more than running it. There are as many texts as there are
 * queries in the code, for lists travel as one parameter.
 */
export function preparing<Client extends SendsText>(sql: Client): Client {
  const unsafe: SendsText["unsafe"] = (text, parameters, options) =>
    sql.unsafe(text, parameters, { ...options, prepare: true });
  return new Proxy(sql, {
    get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name)),
  });
}

const DIALECT = new PgDialect();

/** What runs Drizzle's statements in a transaction of the driver's. */
export function executorOn(sql: TransactionSql<{ bigint: bigint }>): Executor {
  // Drizzle gives its own transactions such a session; the driver's types alone tell the two apart.
  const client = preparing(sql) as unknown as Sql;
  return new PgDatabase(DIALECT, new PostgresJsSession(client, DIALECT, undefined), undefined);
}

/** Sends a statement now, where Drizzle does so some turns later: what is sent after it comes after it. */
export const sendOn = (sql: TransactionSql<{ bigint: bigint }>, { text, parameters }: Statement) =>
  sql.unsafe(text, parameters as postgres.ParameterOrJSON<never>[], { prepare: true }).execute();
