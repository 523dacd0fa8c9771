export interface Progress {
  readBytes: number;
  /** 0 when it is not known. */
  sizeBytes: number;
  rowsRead: number;
  bad: number;
}

const BAR_WIDTH = 24;

/** `[######------]  50 %  4,000 rows`, without the bar where the size is not known. */
export function progressLine({ readBytes, sizeBytes, rowsRead, bad }: Progress): string {
  const read = `${rowsRead.toLocaleString("en-US")} ${rowsRead === 1 ? "row" : "rows"}`;
  const rows = bad > 0 ? `${read}, ${bad.toLocaleString("en-US")} bad` : read;
  if (sizeBytes === 0) return rows;
  const share = Math.min(readBytes / sizeBytes, 1);
  const filled = Math.floor(share * BAR_WIDTH);
  const bar = "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled);
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${rows}`;
}
