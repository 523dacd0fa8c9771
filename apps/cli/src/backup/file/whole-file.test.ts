import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeWholeFile } from "./whole-file";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whole-file-"));
  file = join(folder, "backup.sql.gz");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* text(meanwhile: () => unknown = () => {}) {
  yield "begin;\n";
  await meanwhile();
  yield Buffer.from("commit;\n");
}

test("holds what it was given, and its owner alone may read it", async () => {
  await writeWholeFile(file, text());
  expect(gunzipSync(readFileSync(file)).toString()).toBe("begin;\ncommit;\n");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["backup.sql.gz"]);
});

test("leaves nothing when its text breaks off", async () => {
  const broken = text(async () => {
    await expect.poll(() => readdirSync(folder)).toHaveLength(1);
    throw new Error("the database went away");
  });
  await expect(writeWholeFile(file, broken)).rejects.toThrow("the database went away");
  expect(readdirSync(folder)).toEqual([]);
});

test.each(["before", "meanwhile"])("leaves a file alone that was there %s", async (when) => {
  const put = () => writeFileSync(file, "the only copy");
  if (when === "before") put();
  const writing = writeWholeFile(file, text(when === "meanwhile" ? put : undefined));
  await expect(writing).rejects.toThrow("is there already: give another name");
  expect(readFileSync(file, "utf8")).toBe("the only copy");
  expect(readdirSync(folder)).toEqual(["backup.sql.gz"]);
});

test.each([
  ["missing", "nowhere", "ENOENT"],
  ["a file", "occupied", "ENOTDIR"],
])("says in a sentence that its folder is %s", async (_, name, code) => {
  writeFileSync(join(folder, "occupied"), "");
  const writing = writeWholeFile(join(folder, name, "backup.sql.gz"), text());
  await expect(writing).rejects.toMatchObject({
    isRefusal: true,
    message: expect.stringContaining(`cannot be written: ${code}`),
  });
});
