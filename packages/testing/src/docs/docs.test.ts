import { existsSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { expect, test } from "vitest";
import { trackedFiles } from "../supply-chain/tracked-files";

const FILES = new Map(trackedFiles().map(({ file, text }) => [file, text]));
const GENERATED = /(^|\/)reports\/|^LICENCES\.md$/;
const PAGES = [...FILES.keys()].filter((file) => file.endsWith(".md") && !GENERATED.test(file));

const textOf = (file: string): string => FILES.get(file) ?? "";
const isThere = (path: string): boolean => existsSync(join(CHECKOUT, path));
const CODE_BLOCK = /^```\w*\n([\s\S]*?)^```/gm;
const withoutCodeBlocks = (text: string): string => text.replace(CODE_BLOCK, "");

const firstGroupsOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, group = ""]) => group);

/** The anchor that GitHub gives to a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const anchorsIn = (file: string): string[] =>
  firstGroupsOf(withoutCodeBlocks(textOf(file)), /^#+ (.+)$/gm).map(anchorOf);

function leadsNowhere(file: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? file : normalize(join(dirname(file), path));
  if (!isThere(target)) return true;
  return anchor !== undefined && !anchorsIn(target).includes(anchor);
}

/** The code in a Markdown text: each text in backticks, and each line of the code blocks. */
const codeIn = (text: string): string[] => [
  ...firstGroupsOf(withoutCodeBlocks(text), /`([^`\n]+)`/g),
  ...firstGroupsOf(text, CODE_BLOCK).flatMap((block) => block.split("\n")),
];

/** Paths in backticks, and paths at the start of a line of a code block, as in a tree of folders. */
const pathsIn = (text: string): string[] =>
  codeIn(text).flatMap((code) =>
    firstGroupsOf(code, /^((?:apps|packages|docs|drizzle)(?:\/\S*)?)(?:$| {2,})/g),
  );

const scriptsIn = (text: string): string[] =>
  codeIn(text).flatMap((code) => firstGroupsOf(code, /^(?:npm run|pnpm) ([a-z][\w:]*)/g));

const { scripts: SCRIPTS } = JSON.parse(textOf("package.json"));
/** The commands that npm or pnpm provides. package.json needs no script for them. */
const BUILT_IN = ["install", "exec"];

test.each(PAGES)("the relative links of %s lead to a file and a heading", (file) => {
  const links = firstGroupsOf(withoutCodeBlocks(textOf(file)), /\]\(([^)\s]+)\)/g);
  const relative = links.filter((link) => !/^[a-z]+:/.test(link));
  expect(relative.filter((link) => leadsNowhere(file, link))).toEqual([]);
});

test.each(PAGES)("the paths in %s exist", (file) => {
  expect(pathsIn(textOf(file)).filter((path) => !isThere(path))).toEqual([]);
});

test.each(PAGES)("the scripts in %s are in package.json", (file) => {
  const isUnknown = (name: string) => !(name in SCRIPTS) && !BUILT_IN.includes(name);
  expect(scriptsIn(textOf(file)).filter(isUnknown)).toEqual([]);
});

test("docs/operate.md and .env.example list the same variables", () => {
  const documented = firstGroupsOf(textOf("docs/operate.md"), /^\| `([A-Z_]+)` +\|/gm);
  const listed = firstGroupsOf(textOf(".env.example"), /^# ([A-Z_]+)=/gm);
  expect(listed.length).toBeGreaterThan(0);
  expect(documented.toSorted()).toEqual(listed.toSorted());
});

test("every package has a README, and docs/architecture.md names it", () => {
  const folders = ["apps", "packages"].flatMap((parent) =>
    readdirSync(join(CHECKOUT, parent))
      .map((name) => `${parent}/${name}`)
      .filter((folder) => FILES.has(`${folder}/package.json`)),
  );
  const described = new Set(pathsIn(textOf("docs/architecture.md")));
  expect(folders.filter((folder) => !described.has(folder))).toEqual([]);
  expect(folders.filter((folder) => !FILES.has(`${folder}/README.md`))).toEqual([]);
});
