import type { TransactionSql } from "postgres";
import type { Statement } from "../bound";
import type { Database, Executor } from "../client";
import { isId } from "../id";
import { executorOn, sendOn } from "../prepared";

/**
 * The rows of some projects and nobody else's. Behind each statement's own predicate stands row-level
 * security, which lets a transaction see and write these projects alone. Only a gate makes one.
 */
export interface TenantDatabase {
  readonly projectIds: readonly string[];
  /** The same for all that share connections; it opens nothing. */
  readonly pool: object;
  /** Answers whatever `work` asks from one snapshot, in which nothing can be written. */
  read<Result>(work: (tx: Executor) => Promise<Result>): Promise<Result>;
  /** One transaction, undone when `work` throws. */
  write<Result>(work: (tx: Executor) => Promise<Result>): Promise<Result>;
  /** One statement on these projects' rows as a transaction, in one round trip; undone when it fails. */
  writeAtOnce(statement: Statement): Promise<Record<string, unknown>[]>;
}

/** For the gates beside it: whoever calls this has proved the projects. */
export function tenantDatabase(db: Database, projectIds: readonly string[]): TenantDatabase {
  if (!projectIds.every(isId)) throw new Error("only ids of projects can be proved");
  // In lower case, as Postgres writes them where the policies look for a row's own.
  const setting = `ai_cost.project_ids = '${projectIds.join(",").toLowerCase()}'`;
  return {
    projectIds,
    pool: poolOf(db),
    read: (work) => readWith(db, setting, work),
    write: (work) => begin(db, `; set local ${setting}`, work),
    writeAtOnce: (statement) => sendAtOnce(db, setting, statement),
  };
}

const pools = new WeakMap<object, object>();

function poolOf({ $client }: Database): object {
  const pool = pools.get($client) ?? {};
  pools.set($client, pool);
  return pool;
}

/**
 * One read-only snapshot under a setting. Nothing is seen without it, so its begin is not waited for; nor
 * is its end, for there is nothing that could be lost by then.
 */
export const readWith = <Result>(
  { $client }: Database,
  setting: string,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const read = async (sql: TransactionSql<{ bigint: bigint }>) => {
      const result = await work(executorOn(sql));
      // Throws where something has failed, its begin included.
      sql.commit().execute();
      resolve(result);
    };
    $client
      .begin(`isolation level repeatable read read only; set local ${setting}`, read, {
        eager: true,
      })
      .catch(reject);
  });

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

/** Begin, statement and commit leave together. Without its begin the statement is nobody's and writes nothing. */
const sendAtOnce = async ({ $client }: Database, setting: string, statement: Statement) =>
  $client.begin(
    `; set local ${setting}`,
    async (sql) => {
      const answered = sendOn(sql, statement);
      const [rows] = await Promise.all([answered, sql.commit()]);
      return rows;
    },
    { eager: true },
  );
