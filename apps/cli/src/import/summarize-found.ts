import type { FoundExports } from "@ai-cost/ingest";
import { counted } from "../text/counted";

const MAX_NAMED_FILES = 5;

/** Says which formats were recognised, one on each line. */
export function summarizeFound({ exports, skipped }: FoundExports): string {
  const titles = [...new Set(exports.map(({ format }) => format.title))];
  const lines = titles.map((title) => {
    const names = exports.flatMap(({ format, path }) => (format.title === title ? [path] : []));
    return `Recognised  ${title}: ${names.length > MAX_NAMED_FILES ? counted(names.length, "file") : names.join(", ")}`;
  });
  if (skipped > 0) lines.push(`Skipped     ${counted(skipped, "file")} without usage`);
  return lines.join("\n");
}
