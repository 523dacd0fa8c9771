/** What has been done with the rows of a file so far. */
export interface ImportTotals {
  rowsRead: number;
  recorded: number;
  /** Rows that an earlier import recorded. */
  duplicates: number;
  rejected: number;
  /** Recorded and duplicate rows whose cost is unknown. */
  unpriced: number;
  /** The sums of recorded and duplicate rows. */
  costMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
}

export const noTotals = (): ImportTotals => ({
  rowsRead: 0,
  recorded: 0,
  duplicates: 0,
  rejected: 0,
  unpriced: 0,
  costMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
});
