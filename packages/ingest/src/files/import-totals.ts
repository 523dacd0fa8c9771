import type { ReportedRow } from "./read-rows";

/** The running totals of an import. The sums include the recorded rows and the duplicate rows. */
export interface ImportTotals {
  rowsRead: number;
  recorded: number;
  duplicate: number;
  /** The number of rows that are invalid, or that conflict with a recorded row. */
  rejected: number;
  /** The number of recorded and duplicate rows whose cost is unknown. */
  unpriced: number;
  /** The numbers of recorded and duplicate rows whose input tokens, or whose output tokens, are unknown. */
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

/** Adds a valid row to the sums. */
export function addToSums(totals: ImportTotals, row: ReportedRow): void {
  const { amountMicroUsd, inputTokens, outputTokens } = row.report;
  if (amountMicroUsd === null) totals.unpriced += 1;
  if (row.isInputUnknown) totals.unknownInput += 1;
  if (row.isOutputUnknown) totals.unknownOutput += 1;
  totals.costMicroUsd += amountMicroUsd ?? 0n;
  totals.inputTokens += inputTokens ?? 0n;
  totals.outputTokens += outputTokens ?? 0n;
}
