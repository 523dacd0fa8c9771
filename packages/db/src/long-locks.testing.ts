import type { Sql, SqlTransaction } from "./client";

/** Those that keep writers of a table, or of its rows, waiting until the transaction ends. */
const MODES = [
  "RowExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock",
];

const ADVICE =
  "make an index concurrently, add a constraint NOT VALID and validate it in a later migration, and rewrite nothing";

/**
 * Does what a migration does, in one transaction as it would be, and answers a sentence for each
 * statement that goes through a table which was there before while others must wait for it. Postgres
 * itself counts its scans, so tables may be empty.
 */
export async function longLocksOf(sql: Sql, statements: readonly string[]): Promise<string[]> {
  return sql.begin(async (tx) => {
    const problems: string[] = [];
    let before = await tablesIn(tx);
    const isOld = new Set(before.keys());
    for (const statement of statements) {
      await tx.unsafe(statement);
      const after = await tablesIn(tx);
      for (const [table, { scans, isLocked }] of after)
        if (isOld.has(table) && isLocked && scans > (before.get(table)?.scans ?? 0))
          problems.push(
            `${statement.trim()} goes through all of ${table} while others wait for it: ${ADVICE}.`,
          );
      before = after;
    }
    return problems;
  });
}

interface UsedTable {
  /** Begun by this connection lately; only a difference says something. */
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
