import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { afterAll, expect, test } from "vitest";
import { PNPM_TIMEOUT_MS, runPnpm } from "./run-pnpm";

const folder = mkdtempSync(join(tmpdir(), "install-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ran = join(folder, "ran");
const postinstall = `node -e "require('fs').writeFileSync(process.env.RAN, '')"`;

test("an install under this workspace's settings runs no script of anybody's", {
  timeout: PNPM_TIMEOUT_MS,
}, () => {
  write("package.json", { scripts: { postinstall }, dependencies: { bad: "file:./bad" } });
  write("bad/package.json", { name: "bad", version: "1.0.0", scripts: { postinstall } });
  for (const file of ["pnpm-workspace.yaml", "packages/db/patches"])
    cpSync(join(CHECKOUT, file), join(folder, file), { recursive: true });
  process.env.RAN = ran;
  runPnpm(
    folder,
    "install",
    "--offline",
    "--no-frozen-lockfile",
    "--config.allow-unused-patches=true",
  );
  expect(existsSync(join(folder, "node_modules", "bad"))).toBe(true);
  expect(existsSync(ran)).toBe(false);
});

function write(file: string, manifest: object): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), JSON.stringify(manifest));
}
