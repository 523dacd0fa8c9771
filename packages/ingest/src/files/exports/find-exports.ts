import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UnreadableFile } from "../unreadable-file";
import { type ExportFile, recogniseFile } from "./recognise-file";

export interface FoundExports {
  /**
   * The recognised files: first the files with single calls, then those with sums of periods, each ordered
   * by path.
   */
  exports: ExportFile[];
  /** The number of files in folders that no format matches. */
  skipped: number;
  /** The files and folders that cannot be read, and the named files that no format matches. */
  problems: UnreadableFile[];
}

/** The endings of files that exports, transcripts and bills have. */
const DATA_FILE = /\.(?:csv|tsv|txt|json|jsonl|ndjson)(?:\.gz)?$/i;

/**
 * Recognises files by their content. In a folder, it looks at all data files, including those in
 * subfolders. It calls `onFound` for each file that it has looked at.
 */
export async function findExports(
  paths: readonly string[],
  onFound: (found: FoundExports) => void = () => {},
): Promise<FoundExports> {
  const found: FoundExports = { exports: [], skipped: 0, problems: [] };
  for (const path of paths)
    for await (const file of filesIn(path, found)) {
      await recogniseInto(found, file, file === path);
      onFound(found);
    }
  // Sums of a period are refused for days that have calls, so the files with calls are imported first.
  found.exports.sort(
    (one, other) => Number(one.format.isAggregated) - Number(other.format.isAggregated),
  );
  return found;
}

async function recogniseInto(found: FoundExports, path: string, isNamed: boolean): Promise<void> {
  try {
    const exported = await recogniseFile(path);
    if (exported) found.exports.push(exported);
    else if (isNamed) found.problems.push(new UnreadableFile(unrecognised(path)));
    else found.skipped += 1;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    found.problems.push(error);
  }
}

const unrecognised = (path: string): string =>
  `"${path}" is empty or has a format that is not recognised. If it is a CSV file, name its columns with --time, --input-tokens and --output-tokens.`;

/** Yields the path itself if it is a file, otherwise the data files in the folder, ordered by name. */
async function* filesIn(path: string, found: FoundExports): AsyncGenerator<string> {
  const entries = await entriesOf(path);
  if (entries === "file") return yield path;
  if (entries instanceof UnreadableFile) return void found.problems.push(entries);
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesIn(child, found);
    else if (DATA_FILE.test(entry.name)) yield child;
  }
}

async function entriesOf(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code !== "EACCES" && code !== "EPERM") return "file";
    return new UnreadableFile(`"${path}" may not be read by this user.`);
  }
}
