import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";

/**
 * Writes a report to `packages/<packageName>/reports/`: `<name>.md` for people, and the same as JSON for
 * programs, with its numbers rounded to four digits. Returns a sentence with the path.
 */
export function writeReportFiles(
  packageName: "bench" | "faults",
  name: string,
  markdown: string,
  report: object,
): string {
  const folder = join("packages", packageName, "reports");
  mkdirSync(join(CHECKOUT, folder), { recursive: true });
  const file = join(folder, name);
  writeFileSync(join(CHECKOUT, `${file}.json`), `${JSON.stringify(report, rounded, 2)}\n`);
  writeFileSync(join(CHECKOUT, `${file}.md`), markdown);
  return `Written: ${file}.md and ${file}.json`;
}

const rounded = (_: string, value: unknown) =>
  typeof value === "number" ? Number(value.toPrecision(4)) : value;
