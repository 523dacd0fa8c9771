import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { CHECKOUT } from "@ai-cost/command";

const APP_FOLDER = join(CHECKOUT, "apps", "web", "src", "app");

/** Every page and route of the app, by its pattern, such as `/dashboard/products/[projectId]`. */
export function routePatterns(): string[] {
  const files = readdirSync(APP_FOLDER, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /^(?:page\.tsx|route\.ts)$/.test(file.split(sep).at(-1) ?? ""))
    .map((file) => `/${file.split(sep).slice(0, -1).filter(isInAddress).join("/")}`)
    .sort();
}

/** Folders in brackets group files and stand in no address. */
const isInAddress = (folder: string): boolean => !/^\(.*\)$/.test(folder);

/** The ids that a pattern takes, in order. */
export const dynamicSegments = (pattern: string): string[] =>
  [...pattern.matchAll(/\[+(?:\.\.\.)?(\w+)\]+/g)].map(([, name]) => name ?? "");

/** The pattern with its segments filled in; what names none of them stays. */
export const addressOf = (pattern: string, segments: Readonly<Record<string, string>>): string =>
  pattern.replace(/\[+(?:\.\.\.)?(\w+)\]+/g, (whole, name: string) => segments[name] ?? whole);
