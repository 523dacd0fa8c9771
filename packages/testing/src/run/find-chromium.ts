import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { Refusal } from "@ai-cost/domain";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const KNOWN_PATHS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Returns the path of the Chromium for browser tests: CHROMIUM_PATH, an installed one, or Playwright's. */
export function findChromium(appFolder: string): string {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named))
    throw new Refusal(`CHROMIUM_PATH is ${named}, but there is no such file.`);
  const found = [named, ...onPath(), ...KNOWN_PATHS, playwrightsChromium(appFolder)].find(
    (file) => file && existsSync(file),
  );
  if (found) return found;
  throw new Refusal(
    "The tests need Chromium, and none is installed. Install one with `node apps/web/node_modules/@playwright/test/cli.js install chromium` (or your system's package, such as `apt-get install chromium`), or set CHROMIUM_PATH.",
  );
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function playwrightsChromium(appFolder: string): string {
  const require = createRequire(join(appFolder, "package.json"));
  return require("@playwright/test").chromium.executablePath();
}
