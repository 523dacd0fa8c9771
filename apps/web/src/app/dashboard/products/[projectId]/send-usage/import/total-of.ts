import type { UploadTotals } from "@/app/api/usage-imports/upload";

/** The sum of the totals of several files. The cost is in dollars. */
export const totalOf = (files: readonly UploadTotals[]): UploadTotals =>
  files.reduce(
    (sum, totals) =>
      Object.fromEntries(
        Object.entries(sum).map(([name, count]) => [
          name,
          count + totals[name as keyof UploadTotals],
        ]),
      ) as unknown as UploadTotals,
    NOTHING,
  );

const NOTHING: UploadTotals = {
  rowsRead: 0,
  recorded: 0,
  duplicate: 0,
  rejected: 0,
  leftOut: 0,
  unpriced: 0,
  unknownInput: 0,
  unknownOutput: 0,
  cost: 0,
  inputTokens: 0,
  outputTokens: 0,
};
