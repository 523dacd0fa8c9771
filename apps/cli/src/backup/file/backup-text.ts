import { createHash } from "node:crypto";
import type { SqlTransaction, StoredTable } from "@ai-cost/db";
import { BACKED_UP_TABLES } from "../backed-up-tables";
import type { RowMeter } from "../row-meter";
import {
  COMMIT_LINE,
  checksumLine,
  columnList,
  commentLine,
  copyLine,
  FORMAT_LINE,
  type Heading,
  LAST_ROW,
  SETTING_LINES,
} from "./format";

/** The whole text of a backup of the moment that `tx` sees, in pieces; `format.ts` says how it looks. */
export async function* backupText(
  tx: SqlTransaction,
  heading: Heading,
  meter: RowMeter,
): AsyncGenerator<string | Buffer> {
  const hash = createHash("sha256");
  for await (const piece of contents(tx, heading, meter)) {
    hash.update(piece);
    yield piece;
  }
  yield `${checksumLine(hash.digest("hex"))}\n`;
}

async function* contents(tx: SqlTransaction, heading: Heading, meter: RowMeter) {
  yield `${[FORMAT_LINE, commentLine(heading), ...SETTING_LINES].join("\n")}\n`;
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
 * A tenant's table is read project by project: Postgres shows its owner the rows of those that the
 * setting names, and compares each row with all of them. So ten times the projects take ten times
 * as long, not a hundred.
 */
async function* rowsOf(
  tx: SqlTransaction,
  table: StoredTable,
  projects: readonly { id: string }[],
): AsyncGenerator<Buffer> {
  const selected = `select ${columnList(table)} from "${table.name}"`;
  if (!table.columns.includes("project_id")) return yield* copied(tx, selected);
  for (const { id } of projects) {
    // A message of its own: Citus hands on to a worker all that came in the same one.
    await tx.unsafe(`set local ai_cost.project_ids = '${id}'`);
    yield* copied(tx, `${selected} where project_id = '${id}'`);
  }
}

async function* copied(tx: SqlTransaction, query: string): AsyncGenerator<Buffer> {
  yield* await tx.unsafe(`copy (${query}) to stdout`).readable();
}
