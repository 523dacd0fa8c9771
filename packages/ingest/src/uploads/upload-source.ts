import { readCsv } from "../files/csv/read-csv";
import { recogniseFile } from "../files/exports/recognise-file";
import type { SourceFile } from "../files/read-file";
import { notationOf } from "../files/reading/notation";
import { openFile } from "../files/reading/open-file";
import { readOptionsOf, type UploadOptions } from "./upload-options";

/**
 * Returns the file with the options for reading it. If the options map columns, these are used; otherwise
 * the format is recognised by the file's content. Returns null when no format matches. Throws an
 * `UnreadableFile` when it is not a text file.
 */
export async function sourceOf(path: string, options: UploadOptions): Promise<SourceFile | null> {
  const readOptions = readOptionsOf(options);
  if (readOptions) return { path, options: readOptions };
  const exported = await recogniseFile(path);
  return exported && { exported, options };
}

/**
 * Returns the names of a table's columns; null for a file that is not a table and so has no columns to
 * map.
 */
export async function columnsOf(path: string): Promise<string[] | null> {
  const file = await openFile(path);
  try {
    if (notationOf(file.sample) !== "csv") return null;
    const header = (await readCsv(file, () => 0))?.header.filter((name) => name !== "") ?? [];
    return header.length < 2 ? null : header;
  } finally {
    await file.close();
  }
}
