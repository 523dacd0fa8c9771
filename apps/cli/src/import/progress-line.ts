import type { ImportProgress } from "@ai-cost/ingest";
import { counted } from "../text/counted";

const BAR_WIDTH = 24;

/**
 * Writes `[######------]  50 %  4,000 rows, 1 rejected`, without the bar and the percentage if the size
 * of the file is unknown.
 */
export function progressLine({ readBytes, sizeBytes, rowsRead, rejected }: ImportProgress): string {
  const read = counted(rowsRead, "row");
  const rows = rejected > 0 ? `${read}, ${rejected.toLocaleString("en-US")} rejected` : read;
  if (sizeBytes === 0) return rows;
  const share = Math.min(readBytes / sizeBytes, 1);
  const filled = Math.floor(share * BAR_WIDTH);
  const bar = "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled);
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${rows}`;
}
