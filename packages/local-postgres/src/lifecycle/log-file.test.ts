import { appendFileSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limitLog, logFile } from "./log-file";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "log-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a log of ten megabytes moves beside itself while the server goes on to append", () => {
  const server = openSync(logFile(folder), "a");
  writeSync(server, "short\n");
  limitLog(folder);
  expect(readFileSync(logFile(folder), "utf8")).toBe("short\n");
  appendFileSync(logFile(folder), "x".repeat(10_000_000));
  limitLog(folder);
  writeSync(server, "later\n");
  expect(readFileSync(logFile(folder), "utf8")).toBe("later\n");
  expect(readFileSync(`${logFile(folder)}.1`, "utf8")).toMatch(/^short\nx+$/);
});
