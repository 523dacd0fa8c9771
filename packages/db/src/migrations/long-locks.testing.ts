import type { Sql, SqlTransaction } from "../connection/database";

/** Locks that block writers of a table, or of its rows, until the transaction ends. */
const MODES = [
  "RowExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock",
];

const ADVICE =
  "build an index concurrently, add a constraint NOT VALID and validate it in a later migration, and rewrite no table";

/**
 * Runs a migration's statements in one transaction and returns a sentence for each statement that scans
 * an existing table while a lock of this transaction blocks its writers. Postgres counts the scans of
 * an empty table too, so the tables need no rows.
 */
export async function findLongLocks(sql: Sql, statements: readonly string[]): Promise<string[]> {
  return sql.begin(async (tx) => {
    const problems: string[] = [];
    let before = await tablesIn(tx);
    const existed = new Set(before.keys());
    for (const statement of statements) {
      await tx.unsafe(statement);
      const after = await tablesIn(tx);
      for (const [table, { scans, isLocked }] of after)
        if (existed.has(table) && isLocked && scans > (before.get(table)?.scans ?? 0))
          problems.push(
            `${statement.trim()} scans all of ${table} while it blocks writers: ${ADVICE}.`,
          );
      before = after;
    }
    return problems;
  });
}

interface UsedTable {
  /** The number of scans of the table in this connection. Only the difference between two counts has a meaning. */
  scans: number;
  isLocked: boolean;
}

async function tablesIn(tx: SqlTransaction): Promise<Map<string, UsedTable>> {
  const tables = await tx<(UsedTable & { name: string })[]>`
    select relname as name, (seq_scan + coalesce(idx_scan, 0))::int as scans, exists (
        select from pg_locks
        where relation = relid and pid = pg_backend_pid() and granted and mode = any(${MODES})
      ) as "isLocked"
    from pg_stat_xact_user_tables where schemaname = 'public'`;
  return new Map(tables.map(({ name, ...table }) => [name, table]));
}
