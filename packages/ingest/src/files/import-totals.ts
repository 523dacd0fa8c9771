import { createHash } from "node:crypto";
import type { ReportedRow } from "./reported-row";
import { Ordinals } from "./rows/ordinals";

/**
 * The running totals of an import of one or more files. The sums include recorded and duplicate rows, and
 * count each row once.
 */
export interface ImportTotals {
  rowsRead: number;
  recorded: number;
  duplicate: number;
  /** The number of rows that are invalid, or that conflict with a recorded row. */
  rejected: number;
  /** The number of rows that were left out at the user's request, because their day has other usage. */
  leftOut: number;
  /** The number of recorded and duplicate rows whose cost is unknown. */
  unpriced: number;
  /** The number of recorded and duplicate rows with unknown input tokens. */
  unknownInput: number;
  unknownOutput: number;
  costMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
  /** The time of the latest row; null before the first one. */
  latestAt: Date | null;
}

export const noTotals = (): ImportTotals => ({
  rowsRead: 0,
  recorded: 0,
  duplicate: 0,
  rejected: 0,
  leftOut: 0,
  unpriced: 0,
  unknownInput: 0,
  unknownOutput: 0,
  costMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
  latestAt: null,
});

/** Adds a valid row to the sums. */
export function addToSums(totals: ImportTotals, row: ReportedRow): void {
  const { amountMicroUsd, inputTokens, outputTokens, occurredAt } = row.report;
  if (amountMicroUsd === null) totals.unpriced += 1;
  if (row.isInputUnknown) totals.unknownInput += 1;
  if (row.isOutputUnknown) totals.unknownOutput += 1;
  totals.costMicroUsd += amountMicroUsd ?? 0n;
  totals.inputTokens += inputTokens ?? 0n;
  totals.outputTokens += outputTokens ?? 0n;
  if (totals.latestAt === null || totals.latestAt < occurredAt) totals.latestAt = occurredAt;
}

/**
 * Creates a function that returns whether a row is the first one with its key. The file of a resumed
 * session repeats the calls of the earlier session's file.
 */
function firstOfKey(): (row: ReportedRow) => boolean {
  const ordinals = new Ordinals();
  return ({ report }) =>
    ordinals.next(createHash("sha256").update(report.idempotencyKey).digest()) === 0;
}

/** The sums of an import. Several files can share them. */
export interface ImportSums {
  totals: ImportTotals;
  isFirstOfKey: ReturnType<typeof firstOfKey>;
}

export const noSums = (): ImportSums => ({ totals: noTotals(), isFirstOfKey: firstOfKey() });
