import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type FileImport, importFile } from "../files/import-file";
import type { ReadOptions } from "../files/mapping";

/** Creates a folder for a suite's files and removes it afterwards. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "import-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return { folder, write };
}

/** Returns a function that writes a file into a folder of the suite. */
export const temporaryFiles = () => temporaryFolder().write;

/** The default options: the required columns have the names that most test files use. */
const OPTIONS: ReadOptions = {
  mapping: {
    time: { column: "time" },
    inputTokens: { column: "in" },
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: { column: "out" },
    reasoningTokens: null,
    audioInputTokens: null,
    audioOutputTokens: null,
    serviceTier: null,
    batch: null,
    model: null,
    provider: null,
    agentType: null,
    run: null,
    cost: null,
  },
  prices: null,
  ignoredColumns: [],
  dateOrder: null,
  decimalSign: null,
  cacheCounts: null,
};

interface Request
  extends Omit<FileImport, "onProgress" | "onRejected" | "source">,
    Partial<Omit<ReadOptions, "mapping">> {
  path: string;
  mapping: Partial<ReadOptions["mapping"]>;
}

/**
 * Imports a file and returns the result with the rejected rows. Options that are not given have their
 * defaults.
 */
export async function importCsv({ db, projectId, clock, path, mapping, ...options }: Request) {
  const rejected: { line: number; reason: string }[] = [];
  const result = await importFile({
    db,
    projectId,
    clock,
    source: {
      path,
      options: { ...OPTIONS, ...options, mapping: { ...OPTIONS.mapping, ...mapping } },
    },
    onProgress: () => {},
    onRejected: (line, reason) => void rejected.push({ line, reason }),
  });
  return { ...result, rejected };
}
