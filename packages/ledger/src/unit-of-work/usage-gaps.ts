import { dayOf } from "@ai-cost/domain";
import type { UsageGapChange } from "../read-model/rollup-changes";
import type { CreditTransaction } from "./rows";

type GapRow = Pick<
  CreditTransaction,
  "kind" | "amountMicroUsd" | "inputTokens" | "outputTokens" | "source" | "usageGap" | "occurredAt"
>;

/**
 * Returns what a charge with its adjustments adds to the rollup of usage gaps. Returns null when it adds
 * nothing. A completion without a usage gap closes the gap of its charge, because its report was complete.
 */
export function usageGapOf(
  charge: GapRow,
  adjustments: readonly GapRow[] = [],
): UsageGapChange | null {
  const { source, usageGap, occurredAt } = charge;
  if (source === null || usageGap === null || !hasUsageGap(charge, adjustments)) return null;
  const rows = [charge, ...adjustments];
  const sumOf = (value: (row: GapRow) => bigint | null) =>
    rows.reduce((sum, row) => sum + (value(row) ?? 0n), 0n);
  return {
    month: dayOf(occurredAt).slice(0, 7),
    source,
    usageGap,
    calls: 1n,
    costMicroUsd: sumOf(({ kind, amountMicroUsd }) =>
      kind === "refund" ? -(amountMicroUsd ?? 0n) : amountMicroUsd,
    ),
    inputTokens: sumOf((row) => row.inputTokens),
    outputTokens: sumOf((row) => row.outputTokens),
  };
}

/** Whether some usage is still missing after all reports of a charge. */
export const hasUsageGap = (charge: GapRow, adjustments: readonly GapRow[]): boolean =>
  charge.usageGap !== null && !adjustments.some(closesGap);

const closesGap = ({ kind, usageGap }: GapRow) => kind === "completion" && usageGap === null;

/** Returns how the rollup of usage gaps changes when the rows `added` are added to a charge. */
export const usageGapChanges = (
  charge: GapRow,
  adjustments: readonly GapRow[],
  added: readonly GapRow[],
): UsageGapChange[] => {
  const before = usageGapOf(charge, adjustments);
  const after = usageGapOf(charge, [...adjustments, ...added]);
  return [...(before ? [negated(before)] : []), ...(after ? [after] : [])];
};

const negated = (change: UsageGapChange): UsageGapChange => ({
  ...change,
  calls: -change.calls,
  costMicroUsd: -change.costMicroUsd,
  inputTokens: -change.inputTokens,
  outputTokens: -change.outputTokens,
});
