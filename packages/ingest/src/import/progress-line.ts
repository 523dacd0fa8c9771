import type { ImportProgress } from "../files/import-file";

const BAR_WIDTH = 24;

/** `[######------]  50 %  4,000 rows`, without the bar when the file's size is unknown. */
export function progressLine({ readBytes, sizeBytes, rowsRead, rejected }: ImportProgress): string {
  const read = `${rowsRead.toLocaleString("en-US")} ${rowsRead === 1 ? "row" : "rows"}`;
  const rows = rejected > 0 ? `${read}, ${rejected.toLocaleString("en-US")} rejected` : read;
  if (sizeBytes === 0) return rows;
  const share = Math.min(readBytes / sizeBytes, 1);
  const filled = Math.floor(share * BAR_WIDTH);
  const bar = "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled);
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${rows}`;
}
