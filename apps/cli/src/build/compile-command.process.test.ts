import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMANDS } from "../run-command-line";
import { compileCommand } from "./compile-command";

// This folder has no node_modules. Inside it, the compiled command has the same path as in an image.
const root = mkdtempSync(join(tmpdir(), "image-"));
const program = join(root, "apps", "cli", "dist", "ai-cost.mjs");
afterAll(() => rmSync(root, { recursive: true }));

beforeAll(async () => {
  await compileCommand(CHECKOUT);
  mkdirSync(join(program, ".."), { recursive: true });
  copyFileSync(join(CHECKOUT, "apps", "cli", "dist", "ai-cost.mjs"), program);
});

function run(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    cwd: root,
    env: {},
    encoding: "utf8",
  });
  return { exitCode: status, stdout, stderr };
}

test("the compiled command needs no packages and has every command of an image", () => {
  const { exitCode, stdout, stderr } = run("--help");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  for (const name of Object.keys(COMMANDS)) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
  expect(stdout).not.toMatch(/^ {2}build /m);
});

test("without DATABASE_URL it asks for it, because an image has no embedded Postgres", () => {
  expect(run("ledger", "reconcile")).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringMatching(/^There is no embedded Postgres for .*: set DATABASE_URL/),
  });
});
