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
import { refuseExisting, writeAtomically } from "./file/atomic-file";
import { backupText } from "./file/backup-text";
import type { BackupHeader } from "./file/format";
import { inSnapshot } from "./in-snapshot";
import { rowMeter } from "./row-meter";

export interface BackupRequest {
  databaseUrl: string;
  file: string;
  now: Date;
  progress: Progress;
}

/**
 * Writes a snapshot of a database into a new file and returns the number of rows. Other processes can
 * write to the database during the backup. Throws a Refusal if the file exists or cannot be written, or
 * if the database does not have the schema of this version of AI Cost.
 */
export async function backUp({ databaseUrl, file, now, progress }: BackupRequest): Promise<number> {
  refuseExisting(file);
  const { sql, close } = createDatabase(databaseUrl, {
    maxConnections: 1,
    applicationName: "backup",
    asOwner: true,
  });
  try {
    await refuseOtherSchema(sql);
    return await inSnapshot(sql, (tx) => writeBackup(tx, file, now, progress));
  } finally {
    await close();
  }
}

/** Writes the snapshot that the transaction `tx` sees and returns the number of rows. */
export async function writeBackup(
  tx: SqlTransaction,
  file: string,
  now: Date,
  progress: Progress,
): Promise<number> {
  const meter = rowMeter(progress);
  await writeAtomically(file, backupText(tx, await headerOf(tx, now), meter));
  return meter.total();
}

/**
 * Throws a Refusal if the database has the schema of another version of AI Cost. A backup would then
 * leave out the tables that this version does not have.
 */
async function refuseOtherSchema(sql: Sql): Promise<void> {
  const applied = await appliedMigration(sql);
  if (applied === null)
    throw new Refusal("This database is empty, so there is nothing to back up.");
  if (applied !== newestMigration())
    throw new Refusal(
      `This database is at migration ${applied} and this version at ${newestMigration()}: back it up with the version that serves it, or start this version, which migrates it.`,
    );
}

async function headerOf(tx: SqlTransaction, now: Date): Promise<BackupHeader> {
  const [row] = await tx`select pg_current_snapshot()::text as snapshot`;
  const { version } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8"));
  return {
    version,
    migration: newestMigration(),
    takenAt: now.toISOString(),
    snapshot: row?.snapshot,
  };
}
