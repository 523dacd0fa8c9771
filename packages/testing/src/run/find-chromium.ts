import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { Refusal } from "@ai-cost/domain";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const KNOWN_PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser for the end-to-end tests: CHROMIUM_PATH, one on this machine, or Playwright's own. */
export function findChromium(appFolder: string): string {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named))
    throw new Refusal(`CHROMIUM_PATH names ${named}, which is not there.`);
  const found = [named, ...onPath(), ...KNOWN_PLACES, playwrightsOwn(appFolder)].find(
    (file) => file && existsSync(file),
  );
  if (found) return found;
  throw new Refusal(
    "The tests need Chromium and there is none: get one with `node apps/web/node_modules/@playwright/test/cli.js install chromium` (or your system's package, such as `apt-get install chromium`), or set CHROMIUM_PATH.",
  );
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function playwrightsOwn(appFolder: string): string {
  const require = createRequire(join(appFolder, "package.json"));
  return require("@playwright/test").chromium.executablePath();
}
