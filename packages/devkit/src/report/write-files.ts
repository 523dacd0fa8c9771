import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../checkout";

const FOLDER = join("packages", "devkit", "reports");

/** Writes a report for people and the same for programs, its numbers to four digits; says where. */
export function writeReportFiles(name: string, markdown: string, report: object): string {
  mkdirSync(join(CHECKOUT, FOLDER), { recursive: true });
  const file = join(FOLDER, name);
  writeFileSync(join(CHECKOUT, `${file}.json`), `${JSON.stringify(report, rounded, 2)}\n`);
  writeFileSync(join(CHECKOUT, `${file}.md`), markdown);
  return `Written: ${file}.md and ${file}.json`;
}

const rounded = (_: string, value: unknown) =>
  typeof value === "number" ? Number(value.toPrecision(4)) : value;
