import { readCsv } from "../files/csv/read-csv";
import { recogniseFile } from "../files/exports/recognise-file";
import type { SourceFile } from "../files/read-file";
import { notationOf } from "../files/reading/notation";
import { openFile } from "../files/reading/open-file";
import { readOptionsOf, type UploadOptions } from "./upload-options";

/**
 * The file with the options with which it is read: mapped columns if the options have a mapping, otherwise
 * the format that is recognised by its content. Null when no format matches. Throws an `UnreadableFile`
 * when it is not a text file.
 */
export async function sourceOf(path: string, options: UploadOptions): Promise<SourceFile | null> {
  const readOptions = readOptionsOf(options);
  if (readOptions) return { path, options: readOptions };
  const exported = await recogniseFile(path);
  return exported && { exported, options };
}

/** The names of a table's columns; null for a file that is no table, since it has no columns to map. */
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
