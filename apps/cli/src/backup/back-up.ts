import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from "@ai-cost/command";
import { CHECKOUT } from "@ai-cost/command";
import {
  appliedMigration,
  createDatabase,
  newestMigration,
  type Sql,
  type SqlTransaction,
} from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { backupText } from "./file/backup-text";
import type { Heading } from "./file/format";
import { refuseExisting, writeWholeFile } from "./file/whole-file";
import { inSnapshot } from "./in-snapshot";
import { rowMeter } from "./row-meter";

export interface BackupRequest {
  databaseUrl: string;
  file: string;
  now: Date;
  progress: Progress;
}

/**
 * Writes one moment of a database into a file that is not there yet, while others go on writing to
 * the database; answers how many rows it has. Throws a Refusal when the file is there or cannot be
 * written, or when the database is not in the state of this version.
 */
export async function backUp({ databaseUrl, file, now, progress }: BackupRequest): Promise<number> {
  refuseExisting(file);
  const { sql, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "backup",
    asOwner: true,
  });
  try {
    await refuseOtherState(sql);
    return await inSnapshot(sql, (tx) => writeBackup(tx, file, now, progress));
  } finally {
    await close();
  }
}

/** Writes the moment that `tx` sees; answers how many rows it has. */
export async function writeBackup(
  tx: SqlTransaction,
  file: string,
  now: Date,
  progress: Progress,
): Promise<number> {
  const meter = rowMeter(progress);
  await writeWholeFile(file, backupText(tx, await headingOf(tx, now), meter));
  return meter.total();
}

/** A backup holds the tables that this version knows. */
async function refuseOtherState(sql: Sql): Promise<void> {
  const applied = await appliedMigration(sql);
  if (applied === null) throw new Refusal("There is nothing in this database to back up.");
  if (applied !== newestMigration())
    throw new Refusal(
      `This database stands at migration ${applied} and this version at ${newestMigration()}: back it up with the version that it runs with, or let this one migrate it by npm start.`,
    );
}

async function headingOf(tx: SqlTransaction, now: Date): Promise<Heading> {
  const [row] = await tx`select pg_current_snapshot()::text as snapshot`;
  const { version } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8"));
  return {
    version,
    migration: newestMigration(),
    takenAt: now.toISOString(),
    snapshot: row?.snapshot,
  };
}
