import type { NullableTokenCounts } from "@ai-cost/domain";
import { countsOf, type Usage } from "../completions/figures";
import { subsetProblem } from "../record/usage-rules";

/**
 * Merges the usage of two reports of one call: each count and unit is the larger one of the two. Returns
 * null when the reports contradict each other: each has a count that is larger than the other's known
 * count, or a part would exceed its whole.
 */
export function mergeUsage(one: Usage, other: Usage): Usage | null {
  const [counts, otherCounts] = [countsOf(one), countsOf(other)];
  if (contradicts(counts, otherCounts)) return null;
  for (const count of Object.keys(counts) as (keyof typeof counts)[])
    counts[count] = larger(counts[count], otherCounts[count]);
  if (subsetProblem(counts) !== null) return null;
  const units = { ...one.units };
  for (const [unit, number] of Object.entries(other.units ?? {}))
    units[unit] = Math.max(units[unit] ?? 0, number);
  return { ...counts, units };
}

/**
 * Whether two reports contradict each other. A count of 0 does not count as known, because clients also
 * write 0 for a count that they do not know.
 */
function contradicts(one: NullableTokenCounts, other: NullableTokenCounts): boolean {
  const known = Object.values(one).flatMap((count, index) => {
    const otherCount = Object.values(other)[index];
    return count && otherCount && count !== otherCount ? count > otherCount : [];
  });
  return new Set(known).size > 1;
}

function larger(one: bigint | null, other: bigint | null): bigint | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
