import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeAtomically } from "./atomic-file";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atomic-file-"));
  file = join(folder, "backup.sql.gz");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* text(meanwhile: () => unknown = () => {}) {
  yield "begin;\n";
  await meanwhile();
  yield Buffer.from("commit;\n");
}

test("the file has the whole text, and only its owner can read it", async () => {
  await writeAtomically(file, text());
  expect(gunzipSync(readFileSync(file)).toString()).toBe("begin;\ncommit;\n");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["backup.sql.gz"]);
});

test("an error in the middle leaves no file", async () => {
  const broken = text(async () => {
    await expect.poll(() => readdirSync(folder)).toHaveLength(1);
    throw new Error("the database went away");
  });
  await expect(writeAtomically(file, broken)).rejects.toThrow("the database went away");
  expect(readdirSync(folder)).toEqual([]);
});

test.each(["before", "meanwhile"])("a file that was created %s is not replaced", async (when) => {
  const put = () => writeFileSync(file, "the only copy");
  if (when === "before") put();
  const writing = writeAtomically(file, text(when === "meanwhile" ? put : undefined));
  await expect(writing).rejects.toThrow("exists: give another name");
  expect(readFileSync(file, "utf8")).toBe("the only copy");
  expect(readdirSync(folder)).toEqual(["backup.sql.gz"]);
});

test.each([
  ["missing", "nowhere", "ENOENT"],
  ["a file", "occupied", "ENOTDIR"],
])("a folder that is %s is one sentence", async (_, name, code) => {
  writeFileSync(join(folder, "occupied"), "");
  const writing = writeAtomically(join(folder, name, "backup.sql.gz"), text());
  await expect(writing).rejects.toMatchObject({
    isRefusal: true,
    message: expect.stringContaining(`cannot be written: ${code}`),
  });
});
