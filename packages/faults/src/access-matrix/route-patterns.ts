import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { CHECKOUT } from "@ai-cost/command";

const APP_FOLDER = join(CHECKOUT, "apps", "web", "src", "app");

/** The patterns of all pages and routes of the app, such as `/dashboard/products/[projectId]`. */
export function routePatterns(): string[] {
  const files = readdirSync(APP_FOLDER, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /^(?:page\.tsx|route\.ts)$/.test(file.split(sep).at(-1) ?? ""))
    .map((file) => `/${file.split(sep).slice(0, -1).filter(isInPath).join("/")}`)
    .sort();
}

/** A folder in parentheses groups files and is not part of the path. */
const isInPath = (folder: string): boolean => !/^\(.*\)$/.test(folder);

/** The names of a pattern's dynamic segments, in order. */
export const dynamicSegments = (pattern: string): string[] =>
  [...pattern.matchAll(/\[+(?:\.\.\.)?(\w+)\]+/g)].map(([, name]) => name ?? "");

/** The pattern with values for its dynamic segments. A segment without a value stays as it is. */
export const pathOf = (pattern: string, values: Readonly<Record<string, string>>): string =>
  pattern.replace(/\[+(?:\.\.\.)?(\w+)\]+/g, (segment, name: string) => values[name] ?? segment);
