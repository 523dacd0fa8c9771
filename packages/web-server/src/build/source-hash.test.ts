import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { hashSources } from "./source-hash";

const checkout = mkdtempSync(join(tmpdir(), "sources-"));
afterAll(() => rmSync(checkout, { recursive: true }));

const manifest = (...imported: string[]) =>
  JSON.stringify({
    dependencies: Object.fromEntries(imported.map((name) => [name, "workspace:*"])),
  });

function write(files: Record<string, string>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, file)), { recursive: true });
    writeFileSync(join(checkout, file), text);
  }
  return hashSources(checkout);
}

let before: string;
beforeEach(() => {
  before = write({
    "pnpm-lock.yaml": "1",
    "tsconfig.base.json": "{}",
    "apps/web/package.json": manifest("@ai-cost/api"),
    "apps/web/src/page.tsx": "page",
    "packages/api/package.json": manifest("@ai-cost/db"),
    "packages/db/package.json": manifest(),
    "packages/db/src/table.ts": "table",
    "packages/demo/package.json": manifest(),
  });
});

test.each([
  ["a page", "apps/web/src/page.tsx"],
  ["a new file", "apps/web/src/new.tsx"],
  ["a package behind a package", "packages/db/src/table.ts"],
  ["the lockfile", "pnpm-lock.yaml"],
])("%s changes it", (_, file) => {
  expect(write({ [file]: "changed" })).not.toBe(before);
  rmSync(join(checkout, "apps/web/src/new.tsx"), { force: true });
});

test.each([
  ["a test", "apps/web/src/page.test.tsx"],
  ["what the build itself writes", "apps/web/.next/server/page.js"],
  ["the bundle of the edge server", "apps/web/dist/server.mjs"],
  ["the browser tests", "apps/web/e2e/sign-in.spec.ts"],
  ["a package that the app does not import", "packages/demo/src/start.ts"],
])("%s does not change it", (_, file) => {
  expect(write({ [file]: "changed" })).toBe(before);
});
