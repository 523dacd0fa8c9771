import { createHash } from "node:crypto";
import type { SqlTransaction, StoredTable } from "@ai-cost/db";
import { BACKED_UP_TABLES } from "../backed-up-tables";
import type { RowMeter } from "../row-meter";
import {
  type BackupHeader,
  COMMIT_LINE,
  checksumLine,
  columnList,
  commentLine,
  copyLine,
  FORMAT_LINE,
  LAST_ROW,
  SETTING_LINES,
} from "./format";

/**
 * Yields the text of a backup with the rows that the transaction `tx` sees. `format.ts` describes this
 * text.
 */
export async function* backupText(
  tx: SqlTransaction,
  header: BackupHeader,
  meter: RowMeter,
): AsyncGenerator<string | Buffer> {
  const hash = createHash("sha256");
  for await (const piece of contents(tx, header, meter)) {
    hash.update(piece);
    yield piece;
  }
  yield `${checksumLine(hash.digest("hex"))}\n`;
}

async function* contents(tx: SqlTransaction, header: BackupHeader, meter: RowMeter) {
  yield `${[FORMAT_LINE, commentLine(header), ...SETTING_LINES].join("\n")}\n`;
  const projects = await tx<{ id: string }[]>`select id from projects order by id`;
  for (const table of BACKED_UP_TABLES) {
    yield `${copyLine(table)}\n`;
    for await (const rows of rowsOf(tx, table, projects)) {
      meter.count(table.name, rows);
      yield rows;
    }
    yield `${LAST_ROW}\n`;
  }
  yield `${COMMIT_LINE}\n${commentLine(meter.rowsByTable())}\n`;
}

/**
 * Yields the rows of a table that belongs to projects, one project at a time. Postgres compares the
 * project of each row with every id in the setting `ai_cost.project_ids`. If the setting had all
 * projects, ten times as many projects would take a hundred times as long.
 */
async function* rowsOf(
  tx: SqlTransaction,
  table: StoredTable,
  projects: readonly { id: string }[],
): AsyncGenerator<Buffer> {
  const selected = `select ${columnList(table)} from "${table.name}"`;
  if (!table.columns.includes("project_id")) return yield* copied(tx, selected);
  for (const { id } of projects) {
    // This statement is a message of its own, because Citus sends all statements of one message to a
    // worker.
    await tx.unsafe(`set local ai_cost.project_ids = '${id}'`);
    yield* copied(tx, `${selected} where project_id = '${id}'`);
  }
}

async function* copied(tx: SqlTransaction, query: string): AsyncGenerator<Buffer> {
  yield* await tx.unsafe(`copy (${query}) to stdout`).readable();
}
