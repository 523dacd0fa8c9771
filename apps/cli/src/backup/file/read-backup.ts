import { Refusal } from "@ai-cost/domain";
import { BACKED_UP_TABLES } from "../backed-up-tables";
import { BackupLines } from "./backup-lines";
import {
  type BackupHeader,
  COMMIT_LINE,
  checksumLine,
  FORMAT_LINE,
  type RowCounts,
  SETTING_LINES,
} from "./format";

export interface ReadBackup {
  header: BackupHeader;
  rowsByTable: RowCounts;
}

/** Receives the `copy` statement of a table and the rows of the table. The function must read all the rows. */
export type OnTable = (
  copy: { table: string; statement: string },
  rows: AsyncIterable<Buffer>,
) => Promise<void>;

const COPY = /^(copy "(\w+)" \("\w+"(?:, "\w+")*\) from stdin);$/;

/**
 * Reads a whole backup and passes the rows of each table to `onTable`. Throws a Refusal at the first line
 * that does not belong in a backup, or at the end if the checksum is wrong.
 */
export async function readBackup(file: string, onTable: OnTable): Promise<ReadBackup> {
  const lines = new BackupLines(file);
  try {
    return await readLines(file, lines, onTable);
  } finally {
    lines.close();
  }
}

async function readLines(file: string, lines: BackupLines, onTable: OnTable): Promise<ReadBackup> {
  if ((await lines.readLine()) !== FORMAT_LINE)
    throw new Refusal(`${file} is not a backup that this version can read.`);
  const header = readComment<BackupHeader>(await lines.readLine(), lines);
  for (const line of SETTING_LINES) if ((await lines.readLine()) !== line) throw lines.damaged();
  for (let line = await lines.readLine(); line !== COMMIT_LINE; line = await lines.readLine()) {
    const [, statement = "", table = ""] = COPY.exec(line) ?? [];
    if (!BACKED_UP_TABLES.some(({ name }) => name === table)) throw lines.damaged();
    await onTable({ table, statement }, lines.readRows());
  }
  const rowsByTable = readComment<RowCounts>(await lines.readLine(), lines);
  const checksum = checksumLine(lines.digest());
  if ((await lines.readLine()) !== checksum || !(await lines.isAtEnd())) throw lines.damaged();
  return { header, rowsByTable };
}

function readComment<Value>(line: string, lines: BackupLines): Value {
  try {
    return JSON.parse(line.slice("-- ".length));
  } catch {
    throw lines.damaged();
  }
}
