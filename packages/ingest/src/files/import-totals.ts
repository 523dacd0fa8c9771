import type { ReportedRow } from "./read-rows";

/**
 * The totals of an import so far. Costs and tokens are summed over the recorded rows and the duplicates.
 */
export interface ImportTotals {
  rowsRead: number;
  recorded: number;
  duplicate: number;
  /** The number of rows that are invalid, or that differ from a recorded row with the same key. */
  rejected: number;
  /** The number of recorded and duplicate rows whose cost is unknown. */
  unpriced: number;
  /** The recorded and duplicate rows whose input or output tokens are unknown. */
  unknownInput: number;
  unknownOutput: number;
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
  unknownInput: 0,
  unknownOutput: 0,
  costMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
});

/** Adds the cost and the tokens of a valid row to the sums. */
export function addToSums(totals: ImportTotals, row: ReportedRow): void {
  const { amountMicroUsd, inputTokens, outputTokens } = row.report;
  if (amountMicroUsd === null) totals.unpriced += 1;
  if (row.isInputUnknown) totals.unknownInput += 1;
  if (row.isOutputUnknown) totals.unknownOutput += 1;
  totals.costMicroUsd += amountMicroUsd ?? 0n;
  totals.inputTokens += inputTokens;
  totals.outputTokens += outputTokens;
}
