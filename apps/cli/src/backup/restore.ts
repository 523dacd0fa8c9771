import type { Progress } from "@ai-cost/command";
import { createDatabase, type Database, newestMigration, openAsOperator } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { findDifferences } from "@ai-cost/ledger";
import { BACKED_UP_TABLES } from "./backed-up-tables";
import { prepareEmptyDatabase } from "./empty-database";
import { type OnTable, type ReadBackup, readBackup } from "./file/read-backup";
import { fillDatabase } from "./fill-database";
import { rowMeter } from "./row-meter";

/** The key of an advisory lock: an arbitrary number that no other advisory lock of AI Cost uses. */
const RESTORE_LOCK = 4_706_281_017;

export interface RestoreRequest {
  databaseUrl: string;
  file: string;
  progress: Progress;
}

export interface Restored {
  rows: number;
  /** When the backup was taken, in ISO 8601. */
  takenAt: string;
  /** The names of the projects that have a stored total which differs from their ledger. */
  differing: string[];
}

/**
 * Fills an empty database from a backup in one transaction, then compares every stored total with the
 * ledger. Throws a Refusal, and writes no row, if the file is damaged or has another schema, or if the
 * database is not empty.
 */
export async function restore({ databaseUrl, file, progress }: RestoreRequest): Promise<Restored> {
  const backup = await progress.step("Checking the file", () => readBackup(file, skip));
  refuseOtherSchema(file, backup);
  const { db, sql, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "restore",
    asOwner: true,
  });
  try {
    await prepareEmptyDatabase(sql, databaseUrl);
    // A second restore waits until the first one has ended, and then fails because the tables have rows.
    // Without this lock, the two could deadlock: the second one locks the tables that the first one reads
    // for its comparison with the ledger.
    await sql`select pg_advisory_lock(${RESTORE_LOCK}::bigint)`;
    const meter = rowMeter(progress);
    await progress.step("Restoring", () =>
      sql.begin((tx) => fillDatabase(tx, file, backup.rowsByTable, meter)),
    );
    await sql`analyze ${sql(BACKED_UP_TABLES.map(({ name }) => name))}`;
    const differing = await progress.step("Reconciling", () => findDiffering(db));
    return { rows: meter.total(), takenAt: backup.header.takenAt, differing };
  } finally {
    await close();
  }
}

const skip: OnTable = async (_, rows) => {
  for await (const _rows of rows);
};

function refuseOtherSchema(file: string, { header: { migration, version } }: ReadBackup): void {
  if (migration === newestMigration()) return;
  throw new Refusal(
    `${file} is of migration ${migration} and this version is at ${newestMigration()}: restore it with version ${version}, which wrote it, and then start this version, which migrates the database.`,
  );
}

/** Returns the names of the projects that have a stored total which differs from their ledger. */
async function findDiffering(db: Database): Promise<string[]> {
  const differing: string[] = [];
  for (const { id, name, tenant } of await openAsOperator(db, null))
    if ((await findDifferences(tenant, id, () => {})) > 0) differing.push(name);
  return differing;
}
