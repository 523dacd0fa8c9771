import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { CHECKOUT } from "@ai-cost/command";

const FOLDER = join(CHECKOUT, "apps", "web", ".next", "static");

/** The paths of all files that the build has made for browsers. */
export const staticFiles = (): string[] =>
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1))
    .map((file) => `/_next/static/${file.split(sep).map(encodeURIComponent).join("/")}`)
    .sort();
