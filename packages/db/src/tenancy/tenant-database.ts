import type { Database, Executor, SqlTransaction } from "../connection/database";
import { isId } from "../id";
import type { Statement } from "../statements/compile-statement";
import { executorOn, sendStatement } from "../statements/prepared";

/**
 * Access to the rows of some projects and of no other project. Each statement has its own tenant
 * predicate. In addition, row-level security lets a transaction see and write only the rows of these
 * projects. Only the functions of this folder create a tenant database, after they have proved that the
 * caller may open the projects.
 */
export interface TenantDatabase {
  readonly projectIds: readonly string[];
  /**
   * Identifies the pool of connections: tenant databases on the same pool have the same object. It
   * gives no access to rows.
   */
  readonly pool: object;
  /** Runs all queries of `work` on one read-only snapshot. */
  read<Result>(work: (tx: Executor) => Promise<Result>): Promise<Result>;
  /** Runs `work` in one transaction, which is rolled back when `work` throws. */
  write<Result>(work: (tx: Executor) => Promise<Result>, lock?: ProjectLock): Promise<Result>;
  /**
   * Runs one statement as a transaction in one round trip and returns its rows. The statement is rolled
   * back when it fails.
   */
  writeAtOnce(statement: Statement, lock?: ProjectLock): Promise<Record<string, unknown>[]>;
}

/**
 * A lock of the projects that a transaction takes before its first snapshot and holds until its end.
 * The lock needs no round trip of its own. Transactions without it do not wait for it.
 */
export type ProjectLock = "shared" | "exclusive";

/**
 * Opens projects after the caller has proved access to them. Use it only in this folder. Throws when a
 * project id is not a UUID, because the ids become part of a setting's text.
 */
export function tenantDatabase(db: Database, projectIds: readonly string[]): TenantDatabase {
  if (!projectIds.every(isId)) throw new Error("A project id must be a UUID.");
  // The policies compare this list with the project id of each row, which Postgres writes in lower
  // case.
  const setting = `ai_cost.project_ids = '${projectIds.join(",").toLowerCase()}'`;
  return {
    projectIds,
    pool: poolOf(db),
    read: (work) => readWith(db, setting, work),
    write: (work, lock) =>
      begin(db, `; set local ${setting}`, lockStatements(projectIds, lock), work),
    writeAtOnce: (statement, lock) =>
      sendAtOnce(db, setting, lockStatements(projectIds, lock), statement),
  };
}

/** The statements that lock the projects, in the order of their ids, so that two transactions never deadlock. */
const lockStatements = (projectIds: readonly string[], lock?: ProjectLock): Statement[] =>
  lock
    ? projectIds
        .map((id) => id.toLowerCase())
        .sort()
        .map((id) => ({ text: LOCK_TEXTS[lock], parameters: [id] }))
    : [];

const LOCK_TEXTS: Record<ProjectLock, string> = {
  shared: "select pg_advisory_xact_lock_shared(hashtextextended($1, 0))",
  exclusive: "select pg_advisory_xact_lock(hashtextextended($1, 0))",
};

const pools = new WeakMap<object, object>();

function poolOf({ $client }: Database): object {
  const pool = pools.get($client) ?? {};
  pools.set($client, pool);
  return pool;
}

/**
 * Runs `work` on a read-only snapshot under a setting, such as `name = 'value'`. To save time, it does
 * not wait for the response to the begin: if the begin fails, no row is visible. It does not wait for
 * the commit either, because a read has no changes that a failed commit could lose.
 */
export const readWith = <Result>(
  { $client }: Database,
  setting: string,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const read = async (sql: SqlTransaction) => {
      const result = await work(executorOn(sql));
      // The commit throws when an earlier statement failed, including the begin.
      sql.commit().execute();
      resolve(result);
    };
    $client
      .begin(`isolation level repeatable read read only; set local ${setting}`, read, {
        eager: true,
      })
      .catch(reject);
  });

/** The setting is part of the begin message, so it needs no extra round trip. It ends with the transaction. */
async function begin<Result>(
  { $client }: Database,
  options: string,
  locks: readonly Statement[],
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> {
  const done = await $client.begin(options, async (sql) => {
    const locked = locks.map((lock) => sendStatement(sql, lock));
    const [result] = await Promise.all([work(executorOn(sql)), ...locked]);
    return { result };
  });
  return done.result;
}

/** Sends begin, statements and commit together. If the begin fails, the statement has no setting and writes nothing. */
const sendAtOnce = async (
  { $client }: Database,
  setting: string,
  locks: readonly Statement[],
  statement: Statement,
) =>
  $client.begin(
    `; set local ${setting}`,
    async (sql) => {
      const locked = locks.map((lock) => sendStatement(sql, lock));
      const sent = sendStatement(sql, statement);
      const [rows] = await Promise.all([sent, sql.commit(), ...locked]);
      return rows;
    },
    { eager: true },
  );
