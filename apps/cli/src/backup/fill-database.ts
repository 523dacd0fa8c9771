import { pipeline } from "node:stream/promises";
import { type SqlTransaction, withoutForcedPolicies } from "@ai-cost/db";
import { BACKED_UP_TABLES } from "./backed-up-tables";
import { refuseRows } from "./empty-database";
import type { RowCounts } from "./file/format";
import { readBackup } from "./file/read-backup";
import type { RowMeter } from "./row-meter";

/**
 * Copies the rows of a backup into the tables, which stay locked until the end of `tx`. Throws if a table
 * has rows before the copy, or if its number of rows after the copy is not the number in the backup.
 */
export async function fillDatabase(
  tx: SqlTransaction,
  file: string,
  rowsByTable: RowCounts,
  meter: RowMeter,
): Promise<void> {
  const tables = BACKED_UP_TABLES.map(({ name }) => name);
  await tx.unsafe("set local statement_timeout = 0");
  await tx`lock table ${tx(tables)}`;
  await withoutForcedPolicies(tx, tables, async () => {
    await refuseRows(tx);
    await copyRows(tx, file, meter);
    await checkCounts(tx, rowsByTable);
  });
}

/**
 * Reads the file again and checks it again, because the file may have been replaced after the first
 * check.
 */
const copyRows = (tx: SqlTransaction, file: string, meter: RowMeter) =>
  readBackup(file, async ({ table, statement }, rows) => {
    const target = await tx.unsafe(statement).writable();
    await pipeline(
      counted(rows, (piece) => meter.count(table, piece)),
      target,
    );
  });

async function* counted(rows: AsyncIterable<Buffer>, count: (piece: Buffer) => void) {
  for await (const piece of rows) {
    count(piece);
    yield piece;
  }
}

async function checkCounts(tx: SqlTransaction, rowsByTable: RowCounts): Promise<void> {
  for (const [name, rows] of Object.entries(rowsByTable)) {
    const [found] = await tx`select count(*)::text as rows from ${tx(name)}`;
    if (found?.rows !== String(rows))
      throw new Error(
        `${name} has ${found?.rows} rows and its backup has ${rows}: nothing is restored.`,
      );
  }
}
