/** The value that `pct` percent of the values do not exceed; NaN for an empty list. */
export function percentile(values: readonly number[], pct: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((sorted.length * pct) / 100) - 1)] ?? Number.NaN;
}
