import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { npmCommand } from "../command-line/write-command";
import { ownSpendHint } from "./own-spend-hint";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const hint = (projectId: string | null = "0198") =>
  ownSpendHint({ environment: { HOME: home }, writeCommand: npmCommand }, projectId);

test("the transcripts that exist are named in one command", () => {
  mkdirSync(join(home, ".claude", "projects"), { recursive: true });
  expect(hint()).toMatch(/: npm run import -- ~\/\.claude\/projects --project 0198$/);
  mkdirSync(join(home, ".codex", "sessions"), { recursive: true });
  expect(hint(null)).toMatch(
    /: npm run import -- ~\/\.claude\/projects ~\/\.codex\/sessions --project PROJECT_ID$/,
  );
});

test("without transcripts there is no hint", () => {
  mkdirSync(join(home, ".claude"));
  expect(hint()).toBeNull();
});
