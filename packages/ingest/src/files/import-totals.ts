/** The running totals of an import. The sums are over the recorded and the duplicate rows. */
export interface ImportTotals {
  rowsRead: number;
  recorded: number;
  duplicate: number;
  /** Rows that are invalid, or in conflict with what is recorded. */
  rejected: number;
  /** The recorded and duplicate rows whose cost is unknown. */
  unpriced: number;
  costMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
}

export const noTotals = (): ImportTotals => ({
  rowsRead: 0,
  recorded: 0,
  duplicate: 0,
  rejected: 0,
  unpriced: 0,
  costMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
});
