import { dollarsFromMicroUsd } from "@ai-cost/domain";
import type { ImportTotals } from "../files/import-totals";
import type { PreviewGroup } from "../files/preview-file";
import type { UploadGroup, UploadTotals } from "./upload-line";

/** Converts the totals to values that JSON can represent, with the cost in dollars. */
export const toUploadTotals = (totals: ImportTotals): UploadTotals => ({
  rowsRead: totals.rowsRead,
  recorded: totals.recorded,
  duplicate: totals.duplicate,
  rejected: totals.rejected,
  leftOut: totals.leftOut,
  unpriced: totals.unpriced,
  unknownInput: totals.unknownInput,
  unknownOutput: totals.unknownOutput,
  cost: dollarsFromMicroUsd(totals.costMicroUsd),
  inputTokens: Number(totals.inputTokens),
  outputTokens: Number(totals.outputTokens),
});

export const toUploadGroup = (group: PreviewGroup): UploadGroup => ({
  month: group.month,
  model: group.model,
  ...toUploadTotals(group),
});

/**
 * Returns the month with the most rows. If several months have the same number, it is the latest. Returns
 * null without groups.
 */
export function mainMonthOf(groups: readonly PreviewGroup[]): string | null {
  const rows = new Map<string, number>();
  for (const { month, rowsRead } of groups) rows.set(month, (rows.get(month) ?? 0) + rowsRead);
  const [main] = [...rows].sort(
    ([month, count], [otherMonth, otherCount]) =>
      otherCount - count || (month < otherMonth ? 1 : -1),
  );
  return main?.[0] ?? null;
}
