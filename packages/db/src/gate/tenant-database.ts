import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type { TransactionSql } from "postgres";
import type { Database, Executor } from "../client";
import { isId } from "../id";

/**
 * The rows of some projects and nobody else's. Behind each statement's own predicate stands row-level
 * security, which lets a transaction see and write these projects alone. Only a gate makes one.
 */
export interface TenantDatabase {
  readonly projectIds: readonly string[];
  /** Answers whatever `work` asks from one snapshot, in which nothing can be written. */
  read<Result>(work: (tx: Executor) => Promise<Result>): Promise<Result>;
  /** One transaction, undone when `work` throws. */
  write<Result>(work: (tx: Executor) => Promise<Result>): Promise<Result>;
}

/** For the gates beside it: whoever calls this has proved the projects. */
export function tenantDatabase(db: Database, projectIds: readonly string[]): TenantDatabase {
  if (!projectIds.every(isId)) throw new Error("only ids of projects can be proved");
  const setting = `ai_cost.project_ids = '{${projectIds.join(",")}}'`;
  return {
    projectIds,
    read: (work) => readWith(db, setting, work),
    write: (work) => begin(db, `; set local ${setting}`, work),
  };
}

/** One read-only snapshot under a setting. */
export const readWith = <Result>(
  db: Database,
  setting: string,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> =>
  begin(db, `isolation level repeatable read read only; set local ${setting}`, work);

/** The setting travels in the message that begins: it costs no round trip and ends with the transaction. */
async function begin<Result>(
  { $client }: Database,
  options: string,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> {
  const done = await $client.begin(options, async (sql) => ({
    result: await work(executorOn(sql)),
  }));
  return done.result;
}

const DIALECT = new PgDialect();

function executorOn(sql: TransactionSql<{ bigint: bigint }>): Executor {
  // Drizzle gives its own transactions such a session; the driver's types alone tell the two apart.
  const session = new PostgresJsSession(sql as unknown as Database["$client"], DIALECT, undefined);
  return new PgDatabase(DIALECT, session, undefined);
}
