import type { UploadTotals } from "@/app/api/usage-imports/upload";

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

const NAMES = Object.keys(NOTHING) as (keyof UploadTotals)[];

/** The sum of the totals of several files. The cost is in dollars. */
export function totalOf(files: readonly UploadTotals[]): UploadTotals {
  const sum = { ...NOTHING };
  for (const totals of files) for (const name of NAMES) sum[name] += totals[name];
  return sum;
}
