import type { Database, Executor, SqlTransaction } from "../connection/database";
import { isId } from "../id";
import type { Statement } from "../statements/compile-statement";
import { executorOn, sendStatement } from "../statements/prepared";

/**
 * The rows of some projects and of no other project. Each statement has its own tenant predicate.
 * Behind it, row-level security lets a transaction see and write only these projects. The functions of
 * this folder alone create one, after they have proved that the caller may open the projects.
 */
export interface TenantDatabase {
  readonly projectIds: readonly string[];
  /** A token that is equal for all tenant databases on one pool of connections. It opens nothing. */
  readonly pool: object;
  /** Runs all queries of `work` on one read-only snapshot. */
  read<Result>(work: (tx: Executor) => Promise<Result>): Promise<Result>;
  /** Runs `work` in one transaction, which is rolled back when `work` throws. */
  write<Result>(work: (tx: Executor) => Promise<Result>): Promise<Result>;
  /**
   * Runs one statement as a transaction in one round trip and returns its rows. The statement is rolled
   * back when it fails.
   */
  writeAtOnce(statement: Statement): Promise<Record<string, unknown>[]>;
}

/**
 * Opens projects that the caller has proved. Use it only in this folder. Throws when a project id is
 * not a UUID, because the ids become part of a setting's text.
 */
export function tenantDatabase(db: Database, projectIds: readonly string[]): TenantDatabase {
  if (!projectIds.every(isId)) throw new Error("A project id must be a UUID.");
  // The policies look for the row's own id, which Postgres writes in lower case.
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
 * Runs `work` on a read-only snapshot under a setting, such as `name = 'value'`. It waits neither for
 * the begin, because no row is visible without the setting, nor for the commit, because a read has
 * nothing to lose.
 */
export const readWith = <Result>(
  { $client }: Database,
  setting: string,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const read = async (sql: SqlTransaction) => {
      const result = await work(executorOn(sql));
      // Throws when a statement before it failed, including the begin.
      sql.commit().execute();
      resolve(result);
    };
    $client
      .begin(`isolation level repeatable read read only; set local ${setting}`, read, {
        eager: true,
      })
      .catch(reject);
  });

/** The setting travels in the message that begins, so it costs no round trip and ends with the transaction. */
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

/** Sends begin, statement and commit together. If the begin fails, the statement has no setting and writes nothing. */
const sendAtOnce = async ({ $client }: Database, setting: string, statement: Statement) =>
  $client.begin(
    `; set local ${setting}`,
    async (sql) => {
      const sent = sendStatement(sql, statement);
      const [rows] = await Promise.all([sent, sql.commit()]);
      return rows;
    },
    { eager: true },
  );
