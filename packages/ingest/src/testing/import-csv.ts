import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type FileImport, importFile } from "../files/import-file";

/** Creates a folder for a suite's files and removes it afterwards. Returns a function that writes a file. */
export function temporaryFiles(): (name: string, content: string | Buffer) => string {
  const folder = mkdtempSync(join(tmpdir(), "import-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

type Request = Omit<FileImport, "onProgress" | "onRejected">;

/** Imports a file and returns the result with the rejected rows. */
export async function importCsv(request: Request) {
  const rejected: { line: number; reason: string }[] = [];
  const result = await importFile({
    ...request,
    onProgress: () => {},
    onRejected: (line, reason) => void rejected.push({ line, reason }),
  });
  return { ...result, rejected };
}
