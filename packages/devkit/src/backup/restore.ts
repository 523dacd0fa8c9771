import { pipeline } from "node:stream/promises";
import {
  appliedMigration,
  createDatabase,
  type DatabaseClient,
  migrate,
  newestMigration,
} from "@ai-cost/db";
import { reconcile } from "@ai-cost/ledger";
import type { Progress } from "../progress";
import { Refusal } from "../refusal";
import { BACKED_UP_TABLES } from "./backed-up-tables";
import type { RowCounts } from "./format";
import type { Sql, Transaction } from "./in-snapshot";
import { type OnTable, type ReadBackup, readBackup } from "./read-backup";
import { type RowMeter, rowMeter } from "./row-meter";
import { withoutForcedPolicies } from "./without-forced-policies";

export interface RestoreRequest {
  databaseUrl: string;
  file: string;
  progress: Progress;
}

export interface Restored {
  rows: number;
  /** The moment that the database is of now, in ISO 8601. */
  takenAt: string;
  /** Names of projects with a number that is not what their ledger says. */
  differing: string[];
}

/**
 * Fills an empty database from a backup, in one transaction: all of it is there or nothing. Then it
 * compares every number with the ledger. Throws a Refusal, and has written no row, when the file is
 * damaged or of another state of the schema, or when the database is not empty.
 */
export async function restore({ databaseUrl, file, progress }: RestoreRequest): Promise<Restored> {
  const backup = await progress.step("Checking the file", () => readBackup(file, skip));
  refuseOtherState(file, backup);
  const { db, sql, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "restore",
  });
  try {
    await prepare(sql, databaseUrl);
    const meter = rowMeter(progress);
    await progress.step("Restoring", () => sql.begin((tx) => fill(tx, file, backup, meter)));
    await sql`analyze ${sql(TABLE_NAMES)}`;
    const differing = await progress.step("Reconciling", () => findDiffering(db, sql));
    return { rows: meter.total(), takenAt: backup.heading.takenAt, differing };
  } finally {
    await close();
  }
}

const TABLE_NAMES = BACKED_UP_TABLES.map(({ name }) => name);

const skip: OnTable = async (_, rows) => {
  for await (const _rows of rows);
};

function refuseOtherState(file: string, { heading: { migration, version } }: ReadBackup): void {
  if (migration === newestMigration()) return;
  throw new Refusal(
    `${file} is of migration ${migration} and this version stands at ${newestMigration()}: restore it with version ${version}, which wrote it, and let this one migrate that database.`,
  );
}

/** Only a database without tables is migrated: another one may be somebody's, and stays as it is. */
async function prepare(sql: Sql, databaseUrl: string): Promise<void> {
  const applied = await appliedMigration(sql);
  if (applied === null) return migrate(databaseUrl);
  if (applied !== newestMigration()) throw notEmpty(`it stands at migration ${applied}`);
  await refuseRows(sql);
}

const notEmpty = (what: string): Refusal =>
  new Refusal(
    `A backup is restored into an empty database, and in this one ${what}: make a new one and name it in DATABASE_URL.`,
  );

async function refuseRows(sql: Sql | Transaction): Promise<void> {
  for (const name of TABLE_NAMES) {
    const found = await sql`select from ${sql(name)} limit 1`;
    if (found.length > 0) throw notEmpty(`${name} has rows`);
  }
}

/** Nobody else comes in before the end: what was found empty stays so. */
async function fill(
  tx: Transaction,
  file: string,
  { rowsByTable }: ReadBackup,
  meter: RowMeter,
): Promise<void> {
  await tx.unsafe("set local statement_timeout = 0");
  await tx`lock table ${tx(TABLE_NAMES)}`;
  await withoutForcedPolicies(tx, TABLE_NAMES, async () => {
    await refuseRows(tx);
    await readBackup(file, async ({ table, statement }, rows) => {
      const target = await tx.unsafe(statement).writable();
      await pipeline(
        counted(rows, (piece) => meter.count(table, piece)),
        target,
      );
    });
    await checkCounts(tx, rowsByTable);
  });
}

async function* counted(rows: AsyncIterable<Buffer>, count: (piece: Buffer) => void) {
  for await (const piece of rows) {
    count(piece);
    yield piece;
  }
}

async function checkCounts(tx: Transaction, rowsByTable: RowCounts): Promise<void> {
  for (const [name, rows] of Object.entries(rowsByTable)) {
    const [found] = await tx`select count(*)::text as rows from ${tx(name)}`;
    if (found?.rows !== String(rows))
      throw new Error(
        `${name} has ${found?.rows} rows and its backup ${rows}: nothing is restored.`,
      );
  }
}

async function findDiffering(db: DatabaseClient["db"], sql: Sql): Promise<string[]> {
  const differing: string[] = [];
  const projects = await sql<{ id: string; name: string }[]>`select id, name from projects`;
  for (const { id, name } of projects) {
    await sql.unsafe(`set ai_cost.project_ids = '{${id}}'`);
    if ((await reconcile(db, id)).length > 0) differing.push(name);
  }
  return differing;
}
