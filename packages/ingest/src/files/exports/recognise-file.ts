import { Fields, foldName, jsonLookup } from "../formats/fields";
import type { FileFormat } from "../formats/file-format";
import { FORMATS } from "../formats/registry";
import type { Notation } from "../reading/notation";
import { notationOf, parseObject } from "../reading/notation";
import { type OpenFile, openFile } from "../reading/open-file";
import { readJson } from "../reading/read-json";
import { readTable } from "../reading/read-table";

/** A file whose format is known from its content. */
export interface ExportFile {
  path: string;
  notation: Notation;
  format: FileFormat;
  /** The size of the stored file, which may be compressed. */
  sizeBytes: number;
}

/** The number of records to try, because a transcript can start with many lines that are not calls. */
const MAX_TRIED_RECORDS = 200;
const RULES = { dateOrder: null, numbers: { given: null, delimiter: "," } };

/**
 * Recognises the format of a file by its content. Null when no format matches or the file is empty. Throws
 * an `UnreadableFile` when the file cannot be opened.
 */
export async function recogniseFile(path: string): Promise<ExportFile | null> {
  const file = await openFile(path);
  try {
    const notation = notationOf(file.sample);
    for await (const record of firstRecords(file, notation)) {
      const format = FORMATS.find((each) => each.recognises(record));
      if (format) return { path, notation, format, sizeBytes: file.sizeBytes };
    }
    return null;
  } finally {
    await file.close();
  }
}

async function* firstRecords(file: OpenFile, notation: Notation): AsyncGenerator<Fields> {
  if (notation === "json lines") return yield* sampledLines(file.sample);
  if (notation === "csv") {
    const table = await readTable(file, countKnownColumns, RULES);
    if (table) yield headerFields(table.header);
    return;
  }
  let tried = 0;
  for await (const record of readJson(file, RULES)) {
    if ("fields" in record) yield record.fields;
    tried += 1;
    if (tried === MAX_TRIED_RECORDS) return;
  }
}

function* sampledLines(sample: string): Generator<Fields> {
  for (const line of sample.split("\n", MAX_TRIED_RECORDS)) {
    const object = parseObject(line.replace(/^\ufeff/, ""));
    if (object) yield new Fields(jsonLookup(object), RULES);
  }
}

/** A record with all columns of a header and no values. */
function headerFields(header: readonly string[]): Fields {
  const names = new Set(header.map(foldName));
  return new Fields((name) => (names.has(name) ? "" : undefined), RULES);
}

/** How many columns of a header belong to the format that it matches; 0 when it matches none. */
export function countKnownColumns(header: readonly string[]): number {
  return FORMATS.some((format) => format.recognises(headerFields(header))) ? header.length : 0;
}
