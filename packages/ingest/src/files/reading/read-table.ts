import { readCsv } from "../csv/read-csv";
import { csvLookup, Fields, type TextRules } from "../formats/fields";
import { fieldCountProblem } from "../header/field-count";
import type { FileRecord } from "./file-record";
import type { OpenFile } from "./open-file";

export interface FileTable {
  delimiter: string;
  header: readonly string[];
  records: AsyncGenerator<FileRecord>;
}

/**
 * Reads a CSV file as records with named fields. Returns null when the file is empty. `countWanted`
 * returns how many wanted columns a header has, which determines the delimiter.
 */
export async function readTable(
  file: OpenFile,
  countWanted: (header: readonly string[]) => number,
  { dateOrder, numbers }: TextRules,
): Promise<FileTable | null> {
  const table = await readCsv(file, countWanted);
  if (!table) return null;
  const { header, delimiter, records } = table;
  const rules = { dateOrder, numbers: { ...numbers, delimiter } };
  const lookupOf = csvLookup(header);
  async function* named(): AsyncGenerator<FileRecord> {
    for await (const { line, cells } of records) {
      const problem = fieldCountProblem(header, cells);
      yield {
        line,
        ...(problem ?? { fields: new Fields(lookupOf(cells), rules), names: header }),
      };
    }
  }
  return { delimiter, header, records: named() };
}
