import { Refusal } from "@ai-cost/domain";
import { BACKED_UP_TABLES } from "../backed-up-tables";
import { BackupLines } from "./backup-lines";
import {
  COMMIT_LINE,
  checksumLine,
  FORMAT_LINE,
  type Heading,
  type RowCounts,
  SETTING_LINES,
} from "./format";

export interface ReadBackup {
  heading: Heading;
  rowsByTable: RowCounts;
}

/** One table's block: the statement that takes its rows, and the rows, to be read to their end. */
export type OnTable = (
  copy: { table: string; statement: string },
  rows: AsyncIterable<Buffer>,
) => Promise<void>;

const COPY = /^(copy "(\w+)" \("\w+"(?:, "\w+")*\) from stdin);$/;

/**
 * Reads a backup from end to end, handing on each table's rows, and throws a Refusal as soon as it is
 * not one, or at the end when it does not hold what it was written with.
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
    throw new Refusal(`${file} is not a backup that this version can read: it begins otherwise.`);
  const heading = readComment<Heading>(await lines.readLine(), lines);
  for (const line of SETTING_LINES) if ((await lines.readLine()) !== line) throw lines.damaged();
  for (let line = await lines.readLine(); line !== COMMIT_LINE; line = await lines.readLine()) {
    const [, statement = "", table = ""] = COPY.exec(line) ?? [];
    if (!BACKED_UP_TABLES.some(({ name }) => name === table)) throw lines.damaged();
    await onTable({ table, statement }, lines.readRows());
  }
  const rowsByTable = readComment<RowCounts>(await lines.readLine(), lines);
  const checksum = checksumLine(lines.digest());
  if ((await lines.readLine()) !== checksum || !(await lines.isAtEnd())) throw lines.damaged();
  return { heading, rowsByTable };
}

function readComment<Value>(line: string, lines: BackupLines): Value {
  try {
    return JSON.parse(line.slice("-- ".length));
  } catch {
    throw lines.damaged();
  }
}
