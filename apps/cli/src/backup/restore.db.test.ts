import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { QUIET } from "@ai-cost/command/testing";
import { newestMigration } from "@ai-cost/db";
import { emptyDatabase, makeProject, unmigratedDatabase } from "@ai-cost/db/testing";
import { recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp } from "./back-up";
import { checksumLine } from "./file/format";
import { restore } from "./restore";
import { countStoredRows, storedRows } from "./testing/stored-rows";

const now = new Date("2026-11-23T12:00:00.000Z");
const folder = mkdtempSync(join(tmpdir(), "restore-"));
afterAll(() => rmSync(folder, { recursive: true }));

const whole = join(folder, "whole.sql.gz");
let source: Awaited<ReturnType<typeof emptyDatabase>>;
let target: Awaited<ReturnType<typeof emptyDatabase>>;

beforeAll(async () => {
  source = await emptyDatabase();
  target = await emptyDatabase();
  const projectId = await makeProject(source.db, "Atlas");
  const reports = Array.from({ length: 200 }, (_, day) =>
    usageReport({ at: new Date(now.getTime() - day * 86_400_000) }),
  );
  await recordUsage(source.tenantOf(projectId), { projectId, now }, reports);
  await backUp({ databaseUrl: source.databaseUrl, file: whole, now, progress: QUIET });
});

const restoring = (file: string, { databaseUrl } = target) =>
  restore({ databaseUrl, file, progress: QUIET });

function changed(change: (bytes: Buffer) => Buffer): string {
  const file = join(folder, `${crypto.randomUUID()}.sql.gz`);
  writeFileSync(file, change(readFileSync(whole)));
  return file;
}

/** Changes the text of the backup. If `signed`, it also writes the checksum of the changed text. */
const reworded = (change: (text: string) => string, signed = true): string =>
  changed((bytes) => {
    const lines = change(gunzipSync(bytes).toString()).split("\n");
    const text = `${lines.slice(0, -2).join("\n")}\n`;
    const signature = checksumLine(createHash("sha256").update(text).digest("hex"));
    return gzipSync(`${text}${signed ? signature : lines.at(-2)}\n`);
  });

const flipped = (at: number) =>
  changed((bytes) => {
    const place = Math.floor(bytes.length * at);
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    return bytes;
  });

const lastLines = (text: string, from: number) => `${text.split("\n").slice(0, from).join("\n")}\n`;

describe("a file that is not the written backup", () => {
  test.each<[string, () => string]>([
    ["cut in half", () => changed((bytes) => bytes.subarray(0, bytes.length / 2))],
    ["cut by a byte", () => changed((bytes) => bytes.subarray(0, -1))],
    ["cut to nothing", () => changed(() => Buffer.alloc(0))],
    ...[0.05, 0.2, 0.4, 0.6, 0.8, 0.99].map((at): [string, () => string] => [
      `with a bit flipped at ${at}`,
      () => flipped(at),
    ]),
    ["with a row changed", () => reworded((text) => text.replace("Atlas", "Bulas"), false)],
    [
      "without its last line",
      () => changed((bytes) => gzipSync(lastLines(gunzipSync(bytes).toString(), -2))),
    ],
    [
      "with text after its end",
      () => changed((bytes) => Buffer.concat([bytes, gzipSync("more\n")])),
    ],
    [
      "with rows of a table that is not in a backup",
      () => reworded((text) => text.replace('copy "projects"', 'copy "sessions"')),
    ],
  ])("%s, is refused, and nothing is written", async (_, make) => {
    await expect(restoring(make())).rejects.toMatchObject({
      isRefusal: true,
      message: expect.stringMatching(/is damaged: .* use another copy/),
    });
    expect(await countStoredRows(target)).toBe(0);
  });

  test.each<[string, () => string, RegExp]>([
    ["absent", () => join(folder, "absent.gz"), /There is no file/],
    ["a folder", () => folder, /cannot be read/],
    [
      "some other gzip file",
      () => changed(() => gzipSync("select 1;\n")),
      /not a backup that this version can read/,
    ],
    [
      "a backup of another format",
      () => reworded((text) => text.replace("format 1", "format 2")),
      /not a backup that this version can read/,
    ],
    [
      "a backup of another schema",
      () => reworded((text) => text.replace(newestMigration(), "0099_later")),
      /is of migration 0099_later and this version is at .*: restore it with version/,
    ],
  ])("%s, is refused in a sentence", async (_, make, sentence) => {
    await expect(restoring(make())).rejects.toMatchObject({
      isRefusal: true,
      message: expect.stringMatching(sentence),
    });
    expect(await countStoredRows(target)).toBe(0);
  });

  test.each<[string, (text: string) => string, string]>([
    [
      "counts more rows than it has",
      (text) => text.replace('"credit_transactions":200', '"credit_transactions":201'),
      "nothing is restored",
    ],
    [
      "lacks a row that others refer to",
      (text) => text.replace(/^.*\tAtlas\t.*\n/m, ""),
      "violates foreign key",
    ],
  ])("or that %s, changes nothing", async (_, change, message) => {
    await expect(restoring(reworded(change))).rejects.toThrow(message);
    expect(await countStoredRows(target)).toBe(0);
  });
});

test("a database with rows is refused and not changed", async () => {
  const before = await storedRows(source);
  await expect(restoring(whole, source)).rejects.toThrow(
    /empty database, and in this one .* has rows: create a new database/,
  );
  expect(await storedRows(source)).toEqual(before);
});

test("a database with another schema is refused and not migrated", async () => {
  const other = await emptyDatabase();
  await other.sql`delete from drizzle.__drizzle_migrations where id > 1`;
  await expect(restoring(whole, other)).rejects.toThrow(
    "the schema is that of migration 0000_initial",
  );
  expect(await other.sql`select from drizzle.__drizzle_migrations`).toHaveLength(1);
});

test("two restores into one database restore it once, and one of them is refused", async () => {
  const shared = await unmigratedDatabase();
  const ends = await Promise.allSettled([restoring(whole, shared), restoring(whole, shared)]);
  const [lost, ...others] = ends.flatMap((end) => (end.status === "rejected" ? end.reason : []));
  expect(others).toEqual([]);
  expect(lost).toMatchObject({ message: expect.stringContaining("has rows") });
  expect(await storedRows(shared)).toEqual(await storedRows(source));
});
